"""Puts Cramp Diary among the desktop's applications, with an action "Cramp now".

`python3 packaging/launcher.py` for this person on this computer; `--remove` takes it away again.
"""

import sys

import python_version

if __name__ == "__main__":
    python_version.require_new_enough()

    from bootstrap import launcher

    sys.exit(launcher.run(sys.argv[1:]))
