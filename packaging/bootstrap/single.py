"""One set-up at a time: a second start waits instead of tearing down what the first one builds."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bootstrap.terminal import say

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        """Take the lock if nobody holds it; the system gives it back when this process ends."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        """Take the lock if nobody holds it; the system gives it back when this process ends."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def only_one(path: Path, *, pause_s: float = 0.5) -> Iterator[None]:
    """Hold the lock file at `path` (made, never removed), waiting for whoever holds it."""
    with path.open("a", encoding="utf-8") as file:
        if not _try_lock(file):
            say("Another start is setting up Cramp Diary; waiting for it ...")
            while not _try_lock(file):
                time.sleep(pause_s)  # noqa: TID251 - no event to wait on across processes
        yield
    # Kept: removing it would let a third start lock a new file while a second holds the old one.
