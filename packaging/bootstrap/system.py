"""The system's own packages: installs them where it may, else says the exact line to type."""

import os
import shutil
import subprocess
from dataclasses import dataclass

from bootstrap.terminal import say


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageManager:
    """A distribution's way to install packages; `name` is also its program."""

    name: str
    install: tuple[str, ...]


MANAGERS = (
    PackageManager(name="apt-get", install=("apt-get", "install", "-y", "--no-install-recommends")),
    PackageManager(name="dnf", install=("dnf", "install", "-y")),
    PackageManager(name="pacman", install=("pacman", "-S", "--needed")),
    PackageManager(name="zypper", install=("zypper", "install", "-y")),
)


def package_manager() -> PackageManager | None:
    """Return this system's package manager, None where there is none we know."""
    return next((manager for manager in MANAGERS if shutil.which(manager.name)), None)


def is_root() -> bool:
    """Whether packages may be installed without asking for a password."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_line(manager: PackageManager, packages: list[str]) -> str:
    """Return the line that a person types to install `packages`."""
    return " ".join([*([] if is_root() else ["sudo"]), *manager.install, *packages])


def install(manager: PackageManager, packages: list[str]) -> bool:
    """Install `packages` if this user may; False when they may not, or it failed.

    Only with apt-get, the one this is tested with; elsewhere the person types the line.
    """
    if manager.name != "apt-get" or not is_root():
        return False
    line = [*manager.install, *packages]
    say(f"Installing system packages: {' '.join(line)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A fresh system has no package lists yet, and old ones name files that are gone.
    for command in (["apt-get", "update", "-q"], [*line, "-q"]):
        finished = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if finished.returncode != 0:
        say(finished.stdout)
    return finished.returncode == 0
