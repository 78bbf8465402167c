"""Runs the tests from a checkout, after setting up all that they need.

`python3 packaging/test.py` runs them all; arguments go to pytest, with paths as seen from the
checkout's top folder (`... test.py tests/domain -k night`).
"""

import sys

import python_version

if __name__ == "__main__":
    python_version.require_new_enough()

    from bootstrap import launch

    sys.exit(launch.test(sys.argv[1:]))
