"""The table of lab results: tests down, days across, newest at the right."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crampdiary.domain.records import LabResult
from crampdiary.services.lab_readings import LabReading
from crampdiary.tokens import GRID, TEXT_SMALL
from crampdiary.ui.labs.grid import Grid
from crampdiary.ui.labs.table_model import READING_ROLE, LabModel
from crampdiary.ui.labs.table_painting import (
    CELL_PADDING,
    CellDelegate,
    Corner,
    Split,
    TestHeader,
)
from crampdiary.ui.shared.theme import Theme

_ROW_HEIGHT = 40
_HIGH_ROW_HEIGHT = 52
_WIDEST_NAMES = 0.4
# Which names, and whether remarks, stand in two lines; where nothing fits, the days scroll.
_WAYS = (
    (Split.NONE, False),
    (Split.NONE, True),
    (Split.CALCULATED, True),
    (Split.ALL, True),
)
_HEADER_HEIGHT = 34
_OPEN_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2}
_SCROLL_BAR = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Needs:
    """How wide each column has to be, in pixels, and which rows have two lines."""

    widths: list[int]
    high_rows: frozenset[int]


class LabTable(QTableView):
    """As high as its rows; days scroll sideways, tests stay. Click or Enter opens a value."""

    result_opened = Signal(object)
    result_deleted = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lab_model = LabModel(self)
        self.setModel(self.lab_model)
        self._cells = CellDelegate(theme=theme, parent=self)
        self.setItemDelegate(self._cells)
        self._names = TestHeader(theme=theme, parent=self)
        self.setVerticalHeader(self._names)
        self.setAccessibleName("Lab results by test and day")
        self.setAccessibleDescription("Enter changes a value, Delete deletes it.")
        # The ring is around the value that the keyboard is on; headers would cut one around all.
        self.setStyleSheet("LabTable:focus { border: none; }")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        # Where the keyboard is shows by a ring; a selection would stay lit without the focus.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self._needs: dict[bool, _Needs] = {}
        self._name_widths: dict[Split, int] = {}
        self._corner = Corner("Test", theme=theme, parent=self)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    def show_grid(self, grid: Grid) -> None:
        """Show results; the newest days are in sight."""
        current = self.currentIndex()
        at = (current.row(), current.column())
        self.lab_model.show_grid(grid)
        self._needs.clear()
        self._name_widths.clear()
        self._measure()
        self._show_newest()
        row = min(max(at[0], 0), len(grid.rows) - 1)
        column = min(at[1] if at[1] >= 0 else len(grid.columns) - 1, len(grid.columns))
        self.setCurrentIndex(self.lab_model.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a value by Enter, delete it by Delete; arrow keys go around."""
        result = _result_at(self.currentIndex())
        if result is not None and Qt.Key(event.key()) in _OPEN_KEYS:
            self.result_opened.emit(result)
        elif result is not None and event.key() == Qt.Key.Key_Delete:
            self.result_deleted.emit(result)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew; the newest days stay in sight."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()
            self._show_newest()

    def sizeHint(self) -> QSize:
        """Wish for any width and just the height."""
        return QSize(self._theme.px(400), self.maximumHeight())

    def _show_newest(self) -> None:
        self._bring_newest()
        # Once more when headers and bar have taken their new sizes, which Qt does later.
        QTimer.singleShot(0, self, self._bring_newest)

    def _bring_newest(self) -> None:
        self.updateGeometries()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum())

    def _measure(self) -> None:
        """Set the widths from the words, and the height from the rows."""
        theme, model, names = self._theme, self.lab_model, self._names
        widths = self._arrange()
        room = self._room()
        for column, width in enumerate(_shared_out(widths, room)):
            self.setColumnWidth(column, width)
        heights = [self._row_height(row) for row in range(model.rowCount())]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.horizontalHeader().setFixedHeight(theme.px(_HEADER_HEIGHT))
        scrolls = _SCROLL_BAR if sum(widths) > room else 0
        height = theme.px(_HEADER_HEIGHT) + sum(heights) + scrolls
        self.setFixedHeight(height + 2 * self.frameWidth())
        self._corner.setGeometry(0, 0, names.width(), theme.px(_HEADER_HEIGHT))

    def _arrange(self) -> list[int]:
        """Choose how much stands in two lines, as little as lets all days be seen, if any does.

        Return what each column needs.
        """
        widest = max(round(self.width() * _WIDEST_NAMES), self._theme.px(120))
        widths: list[int] = []
        for split, two_lines in _WAYS:
            wished = self._names_width(split)
            if wished > widest and split is not Split.ALL:
                continue
            self._names.split, self._cells.has_two_lines = split, two_lines
            self._names.setFixedWidth(min(wished, widest))
            if not two_lines and self._least_needs() > self._room():
                continue  # many days: not worth measuring thousands of words
            widths = self._column_needs(two_lines=two_lines).widths
            if sum(widths) <= self._room() or (two_lines and split is Split.CALCULATED):
                break
        return widths

    def _room(self) -> int:
        return self.width() - self._names.width() - 2 * self.frameWidth()

    def _row_height(self, row: int) -> int:
        needs = self._column_needs(two_lines=self._cells.has_two_lines)
        is_high = self._names.is_high(row) or row in needs.high_rows
        return self._theme.px(_HIGH_ROW_HEIGHT if is_high else _ROW_HEIGHT)

    def _names_width(self, split: Split) -> int:
        if split not in self._name_widths:
            self._names.split = split
            self._name_widths[split] = self._names.sizeHint().width()
        return self._name_widths[split]

    def _least_needs(self) -> int:
        """Return how wide the columns are at the least: as wide as their days."""
        return sum(self._title_width(column) for column in range(self.lab_model.columnCount()))

    def _title_width(self, column: int) -> int:
        small = QFontMetrics(self._theme.font(TEXT_SMALL, QFont.Weight.Medium))
        title = str(self.lab_model.headerData(column, Qt.Orientation.Horizontal))
        return small.horizontalAdvance(title)

    def _column_needs(self, *, two_lines: bool) -> _Needs:
        """Return what the columns need where remarks stand beside the values, or below them.

        Measured once for each grid: a table of twenty years has thousands of words.
        """
        if two_lines not in self._needs:
            self._cells.has_two_lines = two_lines
            self._needs[two_lines] = self._measured_needs()
        return self._needs[two_lines]

    def _measured_needs(self) -> _Needs:
        model = self.lab_model
        widths, high_rows = [], set()
        for column in range(model.columnCount()):
            widest = self._title_width(column)
            for row in range(model.rowCount()):
                width, lines = self._cells.size_of_words(model.index(row, column))
                widest = max(widest, width)
                if lines > 1:
                    high_rows.add(row)
            widths.append(widest + 2 * CELL_PADDING + GRID)
        return _Needs(widths=widths, high_rows=frozenset(high_rows))

    def _on_clicked(self, index: QModelIndex) -> None:
        result = _result_at(index)
        if result is not None:
            self.result_opened.emit(result)

    def _on_theme_changed(self) -> None:
        self.viewport().update()
        self._corner.update()
        self.verticalHeader().viewport().update()


def _result_at(index: QModelIndex) -> LabResult | None:
    """Return what the laboratory wrote in a cell; nothing in empty and calculated ones."""
    reading = index.data(READING_ROLE)
    return reading.result if isinstance(reading, LabReading) else None


def _shared_out(widths: list[int], room: int) -> list[int]:
    """Return widths of which as many of the last as fit take up the whole room, none cut in two."""
    shown, used = 0, 0
    while shown < len(widths) and used + widths[-1 - shown] <= room:
        used += widths[-1 - shown]
        shown += 1
    if not shown:
        return widths
    extra, rest = divmod(room - used, shown)
    first = len(widths) - shown
    return [
        width + (extra + (rest if column == first else 0) if column >= first else 0)
        for column, width in enumerate(widths)
    ]
