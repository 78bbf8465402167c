"""The grid of lab results as Qt's tables read it: words, also for a screen reader, and readings."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from crampdiary.domain.phrases import day_words
from crampdiary.services.lab_readings import LabReading
from crampdiary.services.labs import reading_words
from crampdiary.ui.labs.grid import Column, Grid, Row
from crampdiary.ui.labs.words import title_of

Index = QModelIndex | QPersistentModelIndex
RANGE_TITLE = "Lab's range"
NO_VALUE = "·"
READING_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
REMARK_ROLE = Qt.ItemDataRole.UserRole + 2


class LabModel(QAbstractTableModel):
    """A `Grid` as Qt's tables read it; the last column is the laboratory's range."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid(columns=(), rows=())

    def show_grid(self, grid: Grid) -> None:
        """Show another grid."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of tests."""
        return 0 if parent is not None and parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of days and one for the range."""
        return 0 if parent is not None and parent.isValid() else len(self.grid.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return a cell's words, its full words for a screen reader, or its reading."""
        row = self.grid.rows[index.row()]
        if index.column() == len(self.grid.columns):
            return _range_data(row, role)
        return _cell_data(row, self.grid.columns[index.column()], role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return a day, a test with its unit, or its row for painting."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                is_range = section == len(self.grid.columns)
                side = Qt.AlignmentFlag.AlignRight if is_range else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            if section == len(self.grid.columns):
                return RANGE_TITLE
            return day_words(self.grid.columns[section].day, year=True)
        row = self.grid.rows[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return " ".join(part for part in title_of(row.lab) if part)
        return row if role == ROW_ROLE else None


def _cell_data(row: Row, column: Column, role: int) -> Row | LabReading | str | None:
    reading = row.cells.get(column)
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return NO_VALUE if reading is None else reading.text
        case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole if reading:
            return reading_words(row.lab, reading)
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.lab.test}, {day_words(column.day, year=True)}: nothing recorded"
        case _ if role == READING_ROLE:
            return reading
        case _ if role == ROW_ROLE:
            return row
        case _:
            return None


def _range_data(row: Row, role: int) -> str | None:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return row.range_text
        case Qt.ItemDataRole.AccessibleTextRole:
            if row.lab.is_calculated:
                return f"{row.lab.test}: calculated, with no range of the lab"
            return f"{row.lab.test}, the lab's range: {'; '.join(row.ranges) or 'not recorded'}"
        case Qt.ItemDataRole.ToolTipRole:
            return "\n".join(row.ranges) or None
        case _ if role == REMARK_ROLE:
            return "changed" if len(row.ranges) > 1 else ""
        case _:
            return None
