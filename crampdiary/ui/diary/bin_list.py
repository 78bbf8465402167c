"""The list of what is in the bin: one model and one painter, so that thousands open at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crampdiary.services.bin_words import BinLine

PUT_BACK = "Put back"
LINE_ROLE = Qt.ItemDataRole.UserRole
_PAD_X, _PAD_Y, _GAP = 12, 10, 16
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_Index = QModelIndex | QPersistentModelIndex


class BinModel(QAbstractListModel):
    """One row for each thing that comes back in one go, latest first."""

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[BinLine] = ()

    def show_lines(self, lines: Sequence[BinLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a row says, in short, in full, or for a screen reader."""
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return line.what
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.what}. {line.went}."
            case _ if role == LINE_ROLE:
                return line
            case _:
                return None


class BinDelegate(QStyledItemDelegate):
    """Paints what it is, below it when it went, and at the right the way back."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the room for two lines."""
        return QSize(0, 2 * _metrics(option).height() + 2 * _PAD_Y + 1)

    def link_rect(self, row: QRect, font: QFont) -> QRect:
        """Return where "Put back" stands in a row."""
        metrics = QFontMetrics(_bold(font))
        width = metrics.horizontalAdvance(PUT_BACK)
        left = row.right() - _PAD_X - width
        return QRect(left, row.top(), width, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        line = index.data(LINE_ROLE)
        row, font, palette, state = _parts(option)
        quiet = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.save()
        view = self.parent()
        if isinstance(view, QListView):
            element = QStyle.PrimitiveElement.PE_PanelItemViewItem
            view.style().drawPrimitive(element, option, painter, view)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        link = self.link_rect(row, font)
        metrics = QFontMetrics(font)
        room = max(link.left() - _GAP - row.left() - _PAD_X, 0)
        place = QRect(row.left() + _PAD_X, row.top() + _PAD_Y, room, metrics.height())
        for words, colour in (
            (line.what, palette.color(QPalette.ColorRole.Text)),
            (line.went, quiet),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            place.translate(0, metrics.height())
        painter.setFont(_bold(font))
        painter.setPen(palette.color(QPalette.ColorRole.Link))
        painter.drawText(link, Qt.AlignmentFlag.AlignVCenter, PUT_BACK)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
            painter.drawRect(row.adjusted(1, 1, -1, -2))
        painter.restore()


class BinList(QListView):
    """Enter or a click on "Put back" asks for a row to come back."""

    put_back_requested = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bin_model = BinModel(parent=self)
        self._delegate = BinDelegate(self)
        self.setModel(self.bin_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("In the bin, latest first")
        self.setAccessibleDescription("Enter puts back what is chosen.")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # The ring is around the row that the keyboard is on; rows would cover one around all.
        self.setStyleSheet("BinList:focus { border: none; }")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_lines(self, lines: Sequence[BinLine]) -> None:
        """Show what is in the bin; the row that was chosen, or the one in its place, stays so."""
        row, top = max(self.currentIndex().row(), 0), self.verticalScrollBar().value()
        self.bin_model.show_lines(lines)
        if lines:
            self.setCurrentIndex(self.bin_model.index(min(row, len(lines) - 1)))
            self.verticalScrollBar().setValue(top)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Wish for the height of all rows."""
        rows = len(self.bin_model.lines)
        return QSize(super().sizeHint().width(), rows * max(self.sizeHintForRow(0), 0))

    def minimumSizeHint(self) -> QSize:
        """Need no more than a row."""
        return QSize(0, max(self.sizeHintForRow(0), 0))

    def link_rect(self, row: int) -> QRect:
        """Return where in the viewport "Put back" of a row stands."""
        place = self.visualRect(self.bin_model.index(row))
        return self._delegate.link_rect(place, self.font())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put back on Enter."""
        line = self.currentIndex().data(LINE_ROLE)
        if Qt.Key(event.key()) in _ENTER and isinstance(line, BinLine):
            if not event.isAutoRepeat():
                self.put_back_requested.emit(line)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put back on a click on the words."""
        super().mouseReleaseEvent(event)
        line = self._line_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and line is not None:
            self.put_back_requested.emit(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over the words."""
        super().mouseMoveEvent(event)
        is_link = self._line_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _line_at(self, point: QPoint) -> BinLine | None:
        """Return the row whose "Put back" is at a point."""
        index = self.indexAt(point)
        if not index.isValid() or not self.link_rect(index.row()).contains(point):
            return None
        line = index.data(LINE_ROLE)
        return line if isinstance(line, BinLine) else None


def _parts(option: QStyleOptionViewItem) -> tuple[QRect, QFont, QPalette, QStyle.StateFlag]:
    """Return place, font, colours and state of a row; Qt's stubs know no types for them."""
    return option.rect, option.font, option.palette, option.state


def _metrics(option: QStyleOptionViewItem) -> QFontMetrics:
    return QFontMetrics(option.font)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
