"""The list of nights, a row each."""

from collections.abc import Collection, Iterable
from datetime import date

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crampdiary.ui.diary.nights_columns import Column, next_order
from crampdiary.ui.diary.nights_delegate import NightsDelegate
from crampdiary.ui.diary.nights_model import NightsModel
from crampdiary.ui.diary.nights_sizes import NightsSizes
from crampdiary.ui.shared.theme import Theme

# Rows that come into sight may grow and push the wanted one away; the second look finds them grown.
_SETTLES_AFTER = 2
_SEVERAL = 2
_ONLY_THESE = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NightsView(QTableView):
    """Rows of nights; `night_opened` and `cramp_opened` tell what a person wants to work on.

    Several can be chosen, by mouse and keys as in any list; `selection_changed` tells so. A press
    on a column's title asks for an order (`order_requested`).
    """

    night_opened = Signal(object)
    cramp_opened = Signal(object)
    night_pointed = Signal(object)
    selection_changed = Signal()
    order_requested = Signal(object)

    def __init__(self, *, model: NightsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nights = model
        self._theme = theme
        self._delegate = NightsDelegate(model=model, theme=theme, parent=self)
        self._sizes = NightsSizes(view=self, nights=model, delegate=self._delegate, theme=theme)
        self._pressed = QPersistentModelIndex()
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._settle_behaviour()
        self._on_model_reset()
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._on_model_data_changed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().selectionChanged.connect(self.selection_changed)

    @property
    def chosen_night(self) -> date | None:
        """Return the night of the row where the keys are, the last one that was pressed."""
        index = self.currentIndex()
        return self._nights.count_at(index.row()).night if index.isValid() else None

    @property
    def chosen_nights(self) -> list[date]:
        """Return the nights of all selected rows, in the order shown."""
        selected = self.selectionModel().selection()
        parts = [selected.at(number) for number in range(selected.size())]
        rows = {row for part in parts for row in range(part.top(), part.bottom() + 1)}
        return [self._nights.count_at(row).night for row in sorted(rows)]

    def sizeHint(self) -> QSize:
        """Wish for no more than the least height: the page would scroll where this list can."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def choose(self, night: date) -> bool:
        """Select a night and bring it into sight; return False where it is not in the list."""
        row = self._nights.row_of(night)
        if row is None:
            return False
        self.setCurrentIndex(self._nights.index(row, Column.NIGHT))
        for _ in range(_SETTLES_AFTER):
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
            self._sizes.measure_shown()
        return True

    def choose_again(self, nights: Collection[date], current: date | None) -> None:
        """Select those of some nights that are in the list; the first night where none is."""
        row = None if current is None else self._nights.row_of(current)
        self.choose(self._nights.count_at(row or 0).night)
        if len(nights) < _SEVERAL:
            return
        found = (row for night in nights if (row := self._nights.row_of(night)) is not None)
        rows = QItemSelection()
        for first, last in _runs(sorted(found)):
            rows.select(self._nights.index(first, 0), self._nights.index(last, Column.SLEEP))
        if rows.size():
            self.selectionModel().select(rows, _ONLY_THESE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; Escape leaves only one night chosen of many."""
        key, night = Qt.Key(event.key()), self.chosen_night
        if key in _ENTER and night is not None:
            self.night_opened.emit(night)
        elif key is Qt.Key.Key_Escape and night is not None and len(self.chosen_nights) > 1:
            self.choose(night)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed: a drag that chooses many may end on a link."""
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what asks to be filled in on one plain click."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_click = index.isValid() and self._pressed == index and not event.modifiers()
        if is_click and self._delegate.is_link(index.row(), index.column()):
            self.night_opened.emit(self._nights.count_at(index.row()).night)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cramp whose line was hit, else the night."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self._delegate.is_link(index.row(), index.column()):
            return
        cramp = None
        if index.column() == Column.CRAMPS:
            inside = event.position().toPoint() - self.visualRect(index).topLeft()
            width = self.columnWidth(Column.CRAMPS)
            cramp = self._delegate.cramp_at(index.row(), width, inside)
        if cramp is not None:
            self.cramp_opened.emit(cramp)
        else:
            self.night_opened.emit(self._nights.count_at(index.row()).night)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_link = index.isValid() and self._delegate.is_link(index.row(), index.column())
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width, then measure what is shown."""
        super().resizeEvent(event)
        self._sizes.share_width()
        self._sizes.measure_shown()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what came into sight."""
        super().showEvent(event)
        self._sizes.measure_shown()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a line round the current one while the list has the focus."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.color("focus"), 2))
        row = self.visualRect(index)
        painter.drawRect(1, row.top() + 1, self.viewport().width() - 2, row.height() - 3)
        painter.end()

    def _settle_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_title_clicked)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _on_model_reset(self) -> None:
        self._sizes.guess_all()
        self.selection_changed.emit()  # Qt drops the selection without a word

    def _on_title_clicked(self, section: int) -> None:
        order = next_order(Column(section), self._nights.order)
        if order is not None:
            self.order_requested.emit(order)

    def _on_scrolled(self) -> None:
        self._sizes.measure_shown()

    def _on_model_data_changed(self) -> None:
        self._sizes.measure_shown()
        self.viewport().update()

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.night_pointed.emit(self._nights.count_at(current.row()).night)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return stretches (first, last) of rows that follow each other; given in order."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
