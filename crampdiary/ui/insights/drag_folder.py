"""Files that were dragged out of the window: where they lie until the app ends."""

import tempfile
from pathlib import Path

from crampdiary.domain.errors import FileProblemError


class DragFolder:
    """A folder of one's own (nobody else may look inside) that goes with the app.

    A mail program may read a file long after it was dropped, so each is kept until then.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0

    def put(self, name: str, content: bytes) -> Path:
        """Write a file of this name and return where it is (for a worker).

        Raises `FileProblemError` where there is no room for it.
        """
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(
                    prefix="crampdiary-", ignore_cleanup_errors=True
                )
            self._count += 1
            # A folder each: the same chart may be dragged twice, and keeps its name.
            folder = Path(self._folder.name) / str(self._count)
            folder.mkdir(mode=0o700)
            path = folder / name
            path.write_bytes(content)
        except OSError as error:
            raise FileProblemError(path=Path(tempfile.gettempdir()), reason="denied") from error
        return path

    def close(self) -> None:
        """Remove all of it; at the end of the app that happens by itself."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
