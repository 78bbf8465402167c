"""Says in one sentence that Python is too old, instead of a syntax error further down.

Written so that any Python 3 can read it.
"""

import sys

OLDEST = (3, 11)


def require_new_enough() -> None:
    """End the script with one clear sentence when this Python is older than `OLDEST`."""
    if sys.version_info[:2] < OLDEST:
        oldest = f"{OLDEST[0]}.{OLDEST[1]}"
        sys.exit(
            f"Cramp Diary needs Python {oldest} or newer, and this is Python"
            f" {sys.version_info[0]}.{sys.version_info[1]}: install a newer one, then run the same"
            f" command with it (for example python{oldest} {sys.argv[0]})."
        )
