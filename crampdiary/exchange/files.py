"""Reading a file with a limit, and writing one whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
def replacing(path: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """Give a fresh path beside `path` to write to; it takes the place of `path` only on success.

    The fresh name keeps the ending, so that writers that go by it work. Raises `FileProblemError`
    for a folder, for a place that cannot be written to, and without `overwrite` for what exists.
    """
    check_target(path, overwrite=overwrite)
    try:
        handle, name = tempfile.mkstemp(prefix=".crampdiary-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except (OSError, ValueError) as error:
        raise FileProblemError(path=path, reason="denied") from error
    fresh = Path(name)
    try:
        yield fresh
        check_target(path, overwrite=overwrite)
        fresh.replace(path)
    except OSError as error:
        reason = "full" if error.errno in _FULL else "denied"
        raise FileProblemError(path=path, reason=reason) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def check_target(path: Path, *, overwrite: bool) -> None:
    """Raise `FileProblemError` where a file cannot be written to `path`, before any work."""
    try:
        if path.is_dir():
            raise FileProblemError(path=path, reason="directory")
        if not overwrite and (path.exists() or path.is_symlink()):
            raise FileProblemError(path=path, reason="exists")
        if not path.parent.is_dir():
            raise FileProblemError(path=path.parent, reason="no_folder")
    except (OSError, ValueError) as error:
        raise FileProblemError(path=path, reason="denied") from error


def write_text(path: Path, text: str, *, overwrite: bool) -> None:
    """Write a text file in UTF-8, whole or not at all; see `replacing` for errors."""
    with replacing(path, overwrite=overwrite) as fresh:
        fresh.write_bytes(text.encode())
