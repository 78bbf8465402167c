"""Reading a file with a limit, and writing one whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from crampdiary.domain.errors import FileProblemError, ImportRefusedError

# A twenty-year diary is about 15 MB as JSON; far more than this is not a diary.
MAX_BYTES = 50 * 1024 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT}


def read_bytes(path: Path) -> bytes:
    """Return the content of a file of at most `MAX_BYTES`.

    Raises `FileProblemError` where it cannot be read and `ImportRefusedError` where it is too big.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileProblemError(path=path, reason="missing") from error
    except IsADirectoryError as error:
        raise FileProblemError(path=path, reason="directory") from error
    except (OSError, ValueError) as error:
        raise FileProblemError(path=path, reason="denied") from error
    if len(data) > MAX_BYTES:
        raise ImportRefusedError(path=path, reason="too_big")
    return data


@contextmanager
def replacing(path: Path, *, overwrite: bool = True, private: bool = False) -> Iterator[Path]:
    """Give a fresh path beside `path` to write to; it takes the place of `path` only on success.

    The fresh name keeps the ending, so that writers that go by it work. A file that is replaced
    hands on its mode; a new one is as open as the umask lets it, or `private` (0600). Of a link the
    file it points to is replaced. Raises `FileProblemError` for a folder, for a place that cannot
    be written to, and without `overwrite` for what exists.
    """
    check_target(path, overwrite=overwrite)
    try:
        place = path.resolve()
        fresh = place.with_name(f".crampdiary-{token_hex(8)}{place.suffix}")
        mode = 0o600 if private else 0o666
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise FileProblemError(path=path, reason=_reason(error)) from error
    try:
        yield fresh
        check_target(path, overwrite=overwrite)
        _settle(fresh, place, overwrite=overwrite)
    except FileExistsError as error:
        raise FileProblemError(path=path, reason="exists") from error
    except OSError as error:
        raise FileProblemError(path=path, reason=_reason(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    return "full" if isinstance(error, OSError) and error.errno in _FULL else "denied"


def _settle(fresh: Path, place: Path, *, overwrite: bool) -> None:
    """Move a file to its place, its content on disk before its name."""
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    if overwrite:
        if place.exists():
            fresh.chmod(stat.S_IMODE(place.stat().st_mode))
        fresh.replace(place)
        return
    try:
        # Unlike a move it never replaces what another program has put there just now.
        os.link(fresh, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's
        fresh.replace(place)


def check_target(path: Path, *, overwrite: bool) -> None:
    """Raise `FileProblemError` where a file cannot be written to `path`, before any work."""
    try:
        if path.is_dir():
            raise FileProblemError(path=path, reason="directory")
        if not overwrite and (path.exists() or path.is_symlink()):
            raise FileProblemError(path=path, reason="exists")
        if path.exists() and not path.is_file():
            raise FileProblemError(path=path, reason="special")
        if not path.parent.is_dir():
            raise FileProblemError(path=path.parent, reason="no_folder")
    except (OSError, ValueError) as error:
        raise FileProblemError(path=path, reason="denied") from error


def write_bytes(path: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Write a file whole or not at all; see `replacing` for errors."""
    with replacing(path, overwrite=overwrite) as fresh:
        fresh.write_bytes(content)
