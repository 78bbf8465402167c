"""Builds the wheel and checks that it holds exactly the code and resources that git tracks.

hatchling's force-include ignores .gitignore, and a file that is not Python (a migration, a font)
is easily left out; both show here. Run with the environment's Python, inside a git checkout.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

CHECKOUT = Path(__file__).resolve().parents[1]


def tracked_files() -> set[str]:
    """Return what the wheel must hold, by the names it has there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "crampdiary", "resources"],  # noqa: S607 - git is where it is
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return {f"crampdiary/{name}" if name.startswith("resources/") else name for name in names}


def shipped_files() -> set[str]:
    """Build the wheel and return the names in it, without its metadata."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
            cwd=CHECKOUT,
            check=True,
        )
        (wheel,) = Path(folder).glob("*.whl")
        with ZipFile(wheel) as archive:
            return {name for name in archive.namelist() if ".dist-info/" not in name}


def main() -> int:
    """Print every difference; return the exit code."""
    tracked, shipped = tracked_files(), shipped_files()
    for name in sorted(tracked - shipped):
        print(f"tracked, but not in the wheel: {name}")
    for name in sorted(shipped - tracked):
        print(f"in the wheel, but not tracked: {name}")
    if tracked == shipped:
        print(f"The wheel holds the {len(shipped)} tracked files and nothing else.")
    return int(tracked != shipped)


if __name__ == "__main__":
    sys.exit(main())
