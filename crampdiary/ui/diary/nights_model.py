"""The nights as a table that reads only what is shown: counts for all, details by the chunk."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.phrases import day_words
from crampdiary.services.nights import NightView
from crampdiary.services.ordering import NightOrder
from crampdiary.ui.diary.nights_columns import FILL_IN, HEADERS, Column, spoken_title, title
from crampdiary.ui.diary.words import STATE_WORDS, cramp_lines, evening_words

CHUNK = 64
MOST_READINGS = 8
LoadNights = Callable[[date, date], Sequence[NightView]]
_Index = QModelIndex | QPersistentModelIndex


class NightsModel(QAbstractTableModel):
    """One row a night. `load(first, last)` returns nights, oldest first."""

    def __init__(self, *, load: LoadNights, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._counts: list[NightCount] = []
        self._rows: dict[date, int] = {}
        self._views: dict[date, NightView] = {}
        self._today = date.max
        self._order = NightOrder.NEWEST
        self._is_narrow = False

    @property
    def order(self) -> NightOrder:
        """Return the order that the titles of the columns tell of."""
        return self._order

    def show_order(self, order: NightOrder) -> None:
        """Say in the titles of the columns in which order nights are given."""
        self._order = order
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADERS) - 1)

    def show_narrow_titles(self, *, is_narrow: bool) -> None:
        """Give titles as little width as they can do with."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADERS) - 1)

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
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title(column, self._order, is_narrow=self._is_narrow)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_title(column, self._order)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = _RIGHT if column is Column.SLEEP else _LEFT
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
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
            return evening_words(view)
        if count.state is NightState.NOT_RECORDED:
            return FILL_IN
        told = None if record is None else record.sleep_disturbance
        return "" if told is None else str(told)

    def _read_chunk(self, row: int) -> None:
        """Read the nights around a row, those that follow each other at once.

        Where few do, as in what was found or sorted, only the nearest are read.
        """
        runs = self._runs_around(row, CHUNK)
        if len(runs) > MOST_READINGS:
            runs = self._runs_around(row, MOST_READINGS)
        for first, last in runs:
            self._views.update((view.night, view) for view in self._load(first, last))

    def _runs_around(self, row: int, number: int) -> list[tuple[date, date]]:
        begin = row - row % number
        shown = {count.night for count in self._counts[begin : begin + number]}
        return _runs(sorted(shown - self._views.keys(), reverse=True))


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
