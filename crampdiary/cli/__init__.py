"""The command line: the same use cases as the window, for shortcuts, scripts and tests."""
