"""Writes the lock files anew: `.venv/bin/python packaging/lock.py [--upgrade]`.

Run it after changing what pyproject.toml depends on; `--upgrade` also takes the newest versions of
everything else. The locks hold for every system and every Python from 3.11 on, name no host, and
are not touched by the settings of the machine they are made on. Needs the tools of
`packaging/test.py` and the internet.
"""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGING = CHECKOUT / "packaging"
# What would let another index, or a folder of this machine, into the locks.
_FOREIGN = ("PIP_", "UV_")


def _compile(arguments: list[str], lock: str) -> None:
    """Resolve the requirements into packaging/`lock`."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)
    }
    resolve = [*(sys.executable, "-m", "uv", "--no-config", "pip", "compile", "pyproject.toml")]
    resolve += ["--universal", "--python-version", "3.11", "--only-binary", ":all:"]
    resolve += ["--generate-hashes", "--no-header", "--no-annotate"]
    resolve += ["--no-emit-index-url", "--no-emit-find-links", "--no-python-downloads", "--quiet"]
    resolve += ["--output-file", f"packaging/{lock}", *arguments]
    subprocess.run(resolve, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL, check=True)


def main(arguments: list[str]) -> None:
    """Write both locks, the second on top of the first so that they never disagree."""
    _compile(arguments, "run.lock")
    _compile([*arguments, "--group", "dev", "--constraint", "packaging/run.lock"], "develop.lock")


if __name__ == "__main__":
    main(sys.argv[1:])
