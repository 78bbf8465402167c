"""The virtual environment in `.venv`: made once, with exactly the packages of a lock file.

A note inside it says what was installed, so a later start does nothing while the lock files stay
the same, and an interrupted set-up is recognised and made anew.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bootstrap import system
from bootstrap.single import only_one
from bootstrap.terminal import SetupProblem, say

NOTE = "crampdiary-setup.json"
# What the person's own settings must not do to our environment.
_UNWANTED = ("PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_ROOT", "PIP_TARGET")


class Lock(StrEnum):
    """The two lock files; what DEVELOP installs contains all of RUN."""

    RUN = "run"
    DEVELOP = "develop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The virtual environment of one checkout, made or not."""

    checkout: Path

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        if os.name == "nt":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    def digests(self, lock: Lock) -> dict[str, str]:
        """Return the SHA-256 of each lock file that `lock` satisfies, by its name."""
        covered = (Lock.RUN,) if lock is Lock.RUN else (Lock.RUN, Lock.DEVELOP)
        return {name.value: _sha256(self.lock_file(name)) for name in covered}

    def lock_file(self, lock: Lock) -> Path:
        """Return the path of a lock file."""
        return self.checkout / "packaging" / f"{lock}.lock"

    def read_note(self) -> dict[str, dict[str, str]]:
        """Return what was noted when it was made; empty when there is no readable note."""
        try:
            note = json.loads((self.folder / NOTE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return note if isinstance(note, dict) else {}

    def write_note(self, section: str, entries: dict[str, str]) -> None:
        """Replace one section of the note, in one step."""
        note = {**self.read_note(), section: entries}
        fresh = self.folder / f"{NOTE}.new"
        fresh.write_text(json.dumps(note, indent=1), encoding="utf-8")
        fresh.replace(self.folder / NOTE)

    def satisfies(self, lock: Lock) -> bool:
        """Whether it is whole, belongs here and holds exactly what the lock file says."""
        note = self.read_note()
        installed = note.get("locks", {})
        return (
            note.get("made_for") == {"checkout": str(self.checkout)}
            and all(installed.get(name) == sha for name, sha in self.digests(lock).items())
            and note.get("made_with") == self.base()
        )

    def base(self) -> dict[str, str] | None:
        """Return the Python it was made with; None when that is gone (upgraded, uninstalled)."""
        try:
            settings = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        except OSError:
            return None
        homes = [
            value.strip()
            for name, _, value in (line.partition("=") for line in settings)
            if name.strip() == "home"
        ]
        if not (homes and Path(homes[0]).is_dir() and self.python.exists()):
            return None
        return {"python": str(self.python.resolve())}


def make_ready(checkout: Path, lock: Lock) -> Environment:
    """Return the environment of `checkout` with the packages of `lock` installed.

    Raises `SetupProblem` when it cannot be made; nothing half-made is then in the way.
    """
    environment = Environment(checkout=checkout)
    if environment.satisfies(lock):
        return environment
    try:
        with only_one(checkout / ".venv.lock"):
            if not environment.satisfies(lock):  # who held the lock may have done it
                _set_up(environment, lock)
    except OSError as error:
        message = f"The environment in {environment.folder} cannot be made: {error}."
        raise SetupProblem(message) from error
    return environment


def _set_up(environment: Environment, lock: Lock) -> None:
    """Make the environment, or add to one that holds the smaller lock."""
    say(f"Setting up Cramp Diary in {environment.folder}: once, some minutes, up to 1 GB ...")
    if environment.satisfies(Lock.RUN):
        _install(environment, lock)
    else:
        _remove(environment)
        try:
            _create(environment)
            _install(environment, lock)
        except SetupProblem:
            _remove(environment)
            raise
    environment.write_note("made_with", environment.base() or {})
    environment.write_note("locks", environment.digests(lock))
    say("Cramp Diary is set up.")


def _remove(environment: Environment) -> None:
    """Remove our own environment; raise `SetupProblem` rather than touch somebody else's."""
    folder = environment.folder
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or (any(folder.iterdir()) and not (folder / NOTE).exists()):
        message = (
            f"{folder} is in the way and was not made by this command: move or delete it,"
            " then run the same command again."
        )
        raise SetupProblem(message)
    # The note goes last, so that what an interruption leaves is still known as ours.
    for entry in folder.iterdir():
        if entry.name == NOTE:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    shutil.rmtree(folder)


def _create(environment: Environment) -> None:
    """Make an empty virtual environment that finds the checkout's own code."""
    _require_venv()
    environment.folder.mkdir()
    environment.write_note("made_for", {"checkout": str(environment.checkout)})
    finished = subprocess.run(
        [sys.executable, "-m", "venv", str(environment.folder)],
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        say(finished.stdout)
        message = "Python could not make a virtual environment; what it said stands above."
        raise SetupProblem(message)
    _link_checkout(environment)


def _require_venv() -> None:
    """Make sure Python can make environments with pip; Debian packs that part separately."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    manager = system.package_manager()
    if manager is None or manager.name != "apt-get":
        message = (
            "This Python lacks its modules venv and ensurepip: install them with your system's"
            " package manager, then run the same command again."
        )
        raise SetupProblem(message)
    if not system.install(manager, [package]):
        message = (
            "This Python cannot make virtual environments yet: type"
            f" `{system.install_line(manager, [package])}`, then run the same command again."
        )
        raise SetupProblem(message)


def _link_checkout(environment: Environment) -> None:
    """Let the environment import the package straight from the checkout.

    A relative path in a .pth file instead of an editable install: it needs no build backend,
    leaves no stale copy of `resources/`, and is plain ASCII whatever the folder is called.
    """
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run(
        [str(environment.python), "-I", "-X", "utf8", "-c", script],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    packages = Path(found.stdout.strip())
    to_checkout = os.path.relpath(environment.checkout.resolve(), packages.resolve())
    (packages / "crampdiary-checkout.pth").write_text(f"{to_checkout}\n", encoding="ascii")


def _install(environment: Environment, lock: Lock) -> None:
    """Install the packages of a lock file, each checked against its hashes."""
    command = [
        *(str(environment.python), "-I", "-m", "pip", "install"),
        *("--require-hashes", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"),
        *(() if sys.stderr.isatty() else ("--quiet",)),
        *("--requirement", str(environment.lock_file(lock))),
    ]
    finished = subprocess.run(
        command,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        check=False,
    )
    if finished.returncode != 0:
        message = (
            "The packages could not be installed (pip's own words stand above): check the internet"
            " connection and the free disk space, then run the same command again. Where pip finds"
            " no matching distribution, none is made for this system: 64-bit Windows, macOS 14 or"
            " newer, or Linux with glibc 2.34 or newer, and Python 3.11 to 3.14, are known to have"
            " them."
        )
        raise SetupProblem(message)


def clean_environment() -> dict[str, str]:
    """Return the process's environment without what would lead installs or imports astray."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return {**kept, "PIP_USER": "0"}


def _sha256(path: Path) -> str:
    """Return the digest of a file, the same whatever line ends the checkout has."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
