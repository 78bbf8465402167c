"""The main job without a display: a demo diary, its timeline and the doctor's page as files."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bootstrap.environment import Environment, clean_environment
from bootstrap.terminal import SetupProblem, say

FOLDER = "cramp-diary-demo"
DIARY, TIMELINE, PAGE = "demo.crampdiary", "timeline.png", "doctor.pdf"
_OWN = ".made-by-cramp-diary.json"


def make_demo(environment: Environment, parent: Path) -> Path:
    """Make the three files in a folder inside `parent` and return it.

    An earlier run's files are replaced, but only while they are just as that run left them;
    otherwise the next free folder is taken, so nothing that a person changed is lost.
    Raises `SetupProblem` when a step fails.
    """
    with tempfile.TemporaryDirectory(prefix="cramp-diary-") as made_in:
        work = Path(made_in)
        diary = str(work / DIARY)
        for words, arguments in (
            ("Making a demo diary", ["demo", "-o", diary]),
            ("Drawing its timeline", ["--diary", diary, "chart", "timeline", "-o", TIMELINE]),
            ("Writing the doctor's page", ["--diary", diary, "report", "-o", PAGE]),
        ):
            say(f"{words} ...")
            _run(environment, arguments, work)
        target = next(folder for folder in _folders(parent) if _is_free_or_own(folder))
        target.mkdir(exist_ok=True)
        for name in (DIARY, TIMELINE, PAGE):
            shutil.copyfile(work / name, target / name)
    own = {name: _sha256(target / name) for name in (DIARY, TIMELINE, PAGE)}
    (target / _OWN).write_text(json.dumps(own, indent=1), encoding="utf-8")
    return target


def _run(environment: Environment, arguments: list[str], folder: Path) -> None:
    """Run the app with `arguments` inside `folder`; raise `SetupProblem` if it fails."""
    finished = subprocess.run(
        [str(environment.python), "-P", "-m", "crampdiary", *arguments],
        cwd=folder,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if finished.returncode != 0:
        say(finished.stdout)
        message = f"`crampdiary {arguments[0]}` failed; what it said stands above."
        raise SetupProblem(message)


def _folders(parent: Path) -> Iterator[Path]:
    """Name the folders that may take the files, in order of preference."""
    yield parent / FOLDER
    yield from (parent / f"{FOLDER}-{number}" for number in count(2))


def _is_free_or_own(folder: Path) -> bool:
    """Whether writing the demo's files there loses nothing that a person made or changed."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return False
    present = [folder / name for name in (DIARY, TIMELINE, PAGE) if (folder / name).exists()]
    if not present:
        return True
    try:
        own = json.loads((folder / _OWN).read_text(encoding="utf-8"))
        return all(own.get(path.name) == _sha256(path) for path in present)
    except (OSError, ValueError, AttributeError):
        return False


def _sha256(path: Path) -> str:
    """Return the digest of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
