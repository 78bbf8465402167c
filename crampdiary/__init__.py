"""Cramp Diary: a private diary of night-time leg cramps.

Only the version lives here; importing the package does no work.
"""

__version__ = "0.1.0"
