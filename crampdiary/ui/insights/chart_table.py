"""What a chart shows as a table: to be read by keys and copied."""

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crampdiary.charts.chart import Cell, Table
from crampdiary.domain.phrases import day_words
from crampdiary.services.charts.files import table_text
from crampdiary.ui.shared.theme import Theme

_EMPTY = Table(columns=(), rows=())
_Index = QModelIndex | QPersistentModelIndex
_SHOWN_ROWS = 12
_ROW_HEIGHT = 36


def cell_words(cell: Cell) -> str:
    """Return a cell as a person reads it; nothing for what is not known."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return day_words(cell, year=True)
    return f"{cell:,}"


class TableModel(QAbstractTableModel):
    """The rows of a `Table`."""

    def __init__(self) -> None:
        super().__init__()
        self.table = _EMPTY

    def show_table(self, table: Table) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, _parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return len(self.table.rows)

    def columnCount(self, _parent: _Index | None = None) -> int:
        """Return how many columns there are."""
        return len(self.table.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words; numbers stand at the right."""
        cell = self.table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.table.columns[index.column()]}: {cell_words(cell) or 'nothing'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        """Set a column at the right where it holds numbers."""
        cells = (row[column] for row in self.table.rows)
        first = next((cell for cell in cells if cell is not None), None)
        is_number = first is not None and not isinstance(first, str | date)
        across = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return across | Qt.AlignmentFlag.AlignVCenter


class ChartTable(QTableView):
    """Ctrl+C copies the selected rows with their heads, and all of them where none is selected."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = TableModel()
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)

    def show_table(self, table: Table, title: str) -> None:
        """Show the rows of a chart, as high as they are, up to a dozen."""
        self._rows.show_table(table)
        self.setAccessibleName(f"{title}, as a table")
        self.setAccessibleDescription(f"{len(table.rows)} rows. Ctrl+C copies them.")
        row = self.verticalHeader().defaultSectionSize()
        shown = min(max(len(table.rows), 1), _SHOWN_ROWS) + 2
        self.setMinimumHeight(row * shown)
        if table.rows:
            self.setCurrentIndex(self._rows.index(0, 0))
            self.clearSelection()

    def copy(self, *, selected: bool = False) -> None:
        """Put the rows on the clipboard, with tabs between cells as spreadsheets take them."""
        table = self._rows.table
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if selected and rows:
            table = Table(columns=table.columns, rows=tuple(table.rows[row] for row in rows))
        QGuiApplication.clipboard().setText(table_text(table))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or move about."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy(selected=True)
        else:
            super().keyPressEvent(event)
