"""`python -m crampdiary` does the same as the installed command."""

import sys

from crampdiary.app.main import main

if __name__ == "__main__":
    sys.exit(main())
