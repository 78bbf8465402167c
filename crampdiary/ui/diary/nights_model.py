"""The nights as a table that reads only what is shown: counts for all, details by the chunk."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.phrases import day_words
from crampdiary.services.nights import NightView
from crampdiary.ui.diary.words import STATE_WORDS, cramp_lines, evening_words

CHUNK = 64
LoadNights = Callable[[date, date], Sequence[NightView]]
_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where."""

    NIGHT = 0
    CRAMPS = 1
    EVENING = 2
    SLEEP = 3


HEADERS = ("Night", "Cramps", "The evening before", "Sleep disturbed")
FILL_IN = "Fill in"


class NightsModel(QAbstractTableModel):
    """One row a night. `load(first, last)` returns nights, oldest first."""

    def __init__(self, *, load: LoadNights, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._counts: list[NightCount] = []
        self._rows: dict[date, int] = {}
        self._views: dict[date, NightView] = {}
        self._today = date.max

    def show_counts(self, counts: Sequence[NightCount], today: date) -> bool:
        """Show these nights in this order, and read their details anew when needed.

        Where they are the same nights as before, rows keep their place; return whether others came.
        """
        nights = [count.night for count in counts]
        is_same = nights == [count.night for count in self._counts]
        if not is_same:
            self.beginResetModel()
        self._counts = list(counts)
        self._rows = {night: row for row, night in enumerate(nights)}
        self._views.clear()
        self._today = today
        if not is_same:
            self.endResetModel()
        elif counts:
            last = self.index(len(counts) - 1, len(HEADERS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return not is_same

    def count_at(self, row: int) -> NightCount:
        """Return the night of a row with its number of cramps."""
        return self._counts[row]

    def view_at(self, row: int) -> NightView | None:
        """Return a night with its details, reading its chunk; None where that fails."""
        night = self._counts[row].night
        if night not in self._views:
            self._read_chunk(row)
        return self._views.get(night)

    def row_of(self, night: date) -> int | None:
        """Return where a night stands, or None."""
        return self._rows.get(night)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many nights there are."""
        return 0 if parent.isValid() else len(self._counts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADERS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = _RIGHT if section == Column.SLEEP else _LEFT
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a cell says."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        words = self.words(index.row(), Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADERS[index.column()]}: {words or 'nothing said'}"
        return words

    def words(self, row: int, column: Column) -> str:
        """Return the words of a cell."""
        count = self._counts[row]
        if column is Column.NIGHT:
            year = "" if count.night.year == self._today.year else f" {count.night.year}"
            return f"{day_words(count.night)}{year}"
        view = self.view_at(row)
        record = view.record if view else None
        if column is Column.CRAMPS:
            if view is None or not view.cramps:
                return STATE_WORDS.get(count.state, "")
            return "\n".join(line for line, _ in cramp_lines(view.cramps))
        if column is Column.EVENING:
            return evening_words(record)
        if count.state is NightState.NOT_RECORDED:
            return FILL_IN
        told = None if record is None else record.sleep_disturbance
        return "" if told is None else str(told)

    def _read_chunk(self, row: int) -> None:
        """Read the nights around a row; those that follow each other at once."""
        begin = row - row % CHUNK
        nights = [count.night for count in self._counts[begin : begin + CHUNK]]
        for first, last in _runs(nights):
            self._views.update((view.night, view) for view in self._load(first, last))


_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight


def _runs(nights: Sequence[date]) -> list[tuple[date, date]]:
    """Return stretches (first, last) of nights that follow each other; given newest first."""
    runs: list[tuple[date, date]] = []
    for night in nights:
        if runs and runs[-1][0] - night == timedelta(days=1):
            runs[-1] = (night, runs[-1][1])
        else:
            runs.append((night, night))
    return runs
