"""One window a diary: the first start keeps it, a second hands its wish over and leaves.

A lock says who was first. It costs a millisecond and QtCore alone; what talks to the other process
(`handover.py`) is imported where there is one, or once the first frame is out.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QLockFile

_KEY_LETTERS = 20
# A socket's path ends after 108 bytes on Linux, 104 on macOS; Qt makes it under a longer name.
_LONGEST_SOCKET_PATH = 90


def diary_key(diary: Path) -> str:
    """Return a short name of a diary file for other files; the same by whatever path it is named.

    The path stands in it as a digest only, for a path may tell whose diary it is.
    """
    try:
        path = diary.resolve()
    except (OSError, RuntimeError):  # links that lead in a circle; before 3.13 a RuntimeError
        path = diary.absolute()
    place = os.fsencode(os.path.normcase(path))
    digest = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.toHex().data()).decode("ascii")[:_KEY_LETTERS]


class Instance:
    """This process's claim to the one window of a diary."""

    def __init__(self, diary: Path, *, folder: Path) -> None:
        """`folder` is the app's own; lock and socket lie there."""
        self._folder = folder
        self._name = f"window-{diary_key(diary)}"
        self._lock = QLockFile(str(folder / f"{self._name}.lock"))
        # Never old, however long the window is open; a holder that died is known by its process id.
        self._lock.setStaleLockTime(0)

    @property
    def is_first(self) -> bool:
        """Tell whether this process holds the lock."""
        return self._lock.isLocked()

    @property
    def sockets(self) -> tuple[str, ...]:
        """Return the names at which the first one may be asked, the best first.

        In the app's own folder nobody else can take the name; where that is too deep or can hold
        no socket, the folder for temporary files serves.
        """
        elsewhere = f"crampdiary-{_digest(self._folder, self._name)}"
        place = self._folder / f"{self._name}.socket"
        fits = len(os.fsencode(place)) <= _LONGEST_SOCKET_PATH
        if sys.platform == "win32" or not fits:  # there it is a pipe, which lies in no folder
            return (elsewhere,)
        return (str(place), elsewhere)

    def take(self) -> bool:
        """Try to be the first; False where another process is.

        Where the folder takes no lock at all nobody can tell, and the diary is opened.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return True
        if self._lock.tryLock(0):
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def take_from_nobody(self) -> bool:
        """As `take`, once the holder has not answered: its process id may be another's by now.

        Qt removes such a file only where the system knows of no process that holds it.
        """
        return self._lock.removeStaleLockFile() and self.take()

    def release(self) -> None:
        """Let the next start be the first."""
        self._lock.unlock()


def _digest(folder: Path, name: str) -> str:
    return diary_key(folder / name)
