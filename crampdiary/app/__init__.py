"""The composition root: paths, logging, wiring; starts the window or the command line."""
