"""Starts Cramp Diary from a checkout, after setting up all that it needs.

`python3 packaging/start.py` opens the window; arguments go to the app (`... start.py rate --json`).
Without a display it makes a demo diary, its timeline and the doctor's page as files instead.
"""

import sys

import python_version

if __name__ == "__main__":
    python_version.require_new_enough()

    from bootstrap import launch

    sys.exit(launch.start(sys.argv[1:]))
