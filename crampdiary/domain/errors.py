"""Typed errors that carry data; `services.words` turns them into sentences for people."""

from dataclasses import dataclass
from pathlib import Path


class DiaryError(Exception):
    """Whatever can go wrong in a way that a person can do something about."""


@dataclass(eq=False, slots=True, kw_only=True)
class InvalidValueError(DiaryError):
    """A field was given a value it cannot have; nothing was changed.

    `problem` is a short stable key such as `out_of_range`, `not_a_number`, `unknown_choice`,
    `empty`, `in_the_future`, `ends_before_start`, `too_long`; `allowed` tells what would do.
    """

    field: str
    problem: str
    value: object = None
    allowed: str = ""

    def __str__(self) -> str:
        """Return the data for logs; people read `services.words` instead."""
        return f"{self.field}: {self.problem} ({self.value!r}; allowed: {self.allowed or '-'})"


@dataclass(eq=False, slots=True, kw_only=True)
class UnlikelyValueError(DiaryError):
    """A lab value is possible but unlikely; nothing was stored until somebody confirms it.

    `unit` would make it likely (None: no unit would); `position` counts the results of one call.
    """

    question: str
    unit: str | None = None
    position: int = 0


@dataclass(eq=False, slots=True, kw_only=True)
class AlreadyRecordedError(DiaryError):
    """Lab results are in the diary already; nothing was stored until somebody wants them again.

    `known` tells the first of them in words; `positions` count the results of one call.
    """

    known: str
    positions: tuple[int, ...] = (0,)


@dataclass(eq=False, slots=True, kw_only=True)
class NotFoundError(DiaryError):
    """A record that was asked for is not in the diary."""

    kind: str
    wanted: str


@dataclass(eq=False, slots=True, kw_only=True)
class NightHasCrampsError(DiaryError):
    """A night with cramps cannot be answered as one without."""

    night: str
    cramps: int


@dataclass(eq=False, slots=True, kw_only=True)
class NothingToUndoError(DiaryError):
    """The list of changes has nothing left to take back (or to do again)."""

    redo: bool = False


@dataclass(eq=False, slots=True, kw_only=True)
class ConflictError(DiaryError):
    """A record is no longer what the change was made from; nothing was written."""

    kind: str
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """One bad row of a file: its line number as an editor shows it, and why."""

    line: int
    field: str
    problem: str
    value: str = ""
    allowed: str = ""


@dataclass(eq=False, slots=True, kw_only=True)
class ImportRefusedError(DiaryError):
    """A file was not taken in; the diary is unchanged. Without rows, `reason` says why.

    `reason` is a short stable key such as `not_utf8`, `too_big`, `no_night_column`, `demo`.
    """

    path: Path
    problems: tuple[RowProblem, ...] = ()
    reason: str = ""


@dataclass(eq=False, slots=True, kw_only=True)
class DiaryTooNewError(DiaryError):
    """The file was written by a newer Cramp Diary than this one; it was not touched."""

    path: Path
    found: int
    known: int


@dataclass(eq=False, slots=True, kw_only=True)
class NotADiaryError(DiaryError):
    """The file exists but is not a Cramp Diary; it was not touched."""

    path: Path


@dataclass(eq=False, slots=True, kw_only=True)
class DiaryUnavailableError(DiaryError):
    """The file cannot be opened or written: `reason` is busy, full, read_only, denied, damaged."""

    path: Path
    reason: str


@dataclass(eq=False, slots=True, kw_only=True)
class FileProblemError(DiaryError):
    """A file to read or to write is in the way.

    `reason` is missing, exists, denied, directory, special (a device), no_folder,
    full, unreadable, printer (nothing can be printed) or unknown_type.
    """

    path: Path
    reason: str
    allowed: str = ""
