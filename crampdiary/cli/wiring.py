"""What the composition root hands the command line, so that it needs to know no storage."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from crampdiary.domain.ports import Clock, Diary


class OpenDiary(Protocol):
    """Opens the diary file at a path for the time of a `with` block."""

    def __call__(self, path: Path, *, create: bool) -> AbstractContextManager[Diary]:
        """Return the diary, made first where there is none and `create` allows it.

        A diary made so is kept only where the block ends without an error.

        Raises `DiaryUnavailableError` (reason `absent` without `create`), `NotADiaryError` or
        `DiaryTooNewError`.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """Everything a command needs from outside; given to click as the context's object.

    `default_diary` is the file used without `--diary`. `open_window` runs the window on a diary
    (None for the default one) until it is closed, and returns the exit code; `open_night` does so
    on its night screen. `show_night` only brings that screen up, where there is a display, and
    returns at once.
    """

    open_diary: OpenDiary
    default_diary: Path
    clock: Clock
    open_window: Callable[[Path | None], int]
    open_night: Callable[[Path | None], int]
    show_night: Callable[[Path], None]
