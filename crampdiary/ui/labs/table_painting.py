"""How the table of lab results is painted: values with their flags, tests with their units."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crampdiary.domain.records import LabResult
from crampdiary.tokens import GRID, TEXT_BODY
from crampdiary.ui.labs.grid import Row
from crampdiary.ui.shared.theme import Theme

CELL_PADDING = GRID
_RESULT_ROLE = Qt.ItemDataRole.UserRole
_ROW_ROLE = Qt.ItemDataRole.UserRole + 1


def _draw_words(
    painter: QPainter, rect: QRect, words: list[tuple[str, QFont, str]], theme: Theme
) -> None:
    """Draw words (with font and colour token) one after another, with an ellipsis at the edge."""
    left = rect.left()
    for text, font, token in words:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.right() - left + 1)
        painter.setFont(font)
        painter.setPen(theme.color(token))
        place = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        left += metrics.horizontalAdvance(f"{text} ")
        if left > rect.right():
            return


class CellDelegate(QStyledItemDelegate):
    """A value; outside the lab's range it differs by weight and a word as well as by colour."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell, the hairline below it, and a ring where the keyboard is."""
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setPen(QPen(theme.color("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        result = index.data(_RESULT_ROLE)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if isinstance(result, LabResult) and (hovered or focused):
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.color("selected"))
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        words = self._words(index)
        if result is None and index.column() == index.model().columnCount() - 1:
            inner.setLeft(max(inner.right() - self._width(words), inner.left()))
        _draw_words(painter, inner, words, theme)
        if focused:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _words(self, index: QModelIndex | QPersistentModelIndex) -> list[tuple[str, QFont, str]]:
        plain = self._theme.font(TEXT_BODY)
        bold = self._theme.font(TEXT_BODY, QFont.Weight.DemiBold)
        text, result = str(index.data() or ""), index.data(_RESULT_ROLE)
        if isinstance(result, LabResult):
            if not result.flag:
                return [(text, plain, "ink")]
            return [(text, bold, "danger"), (result.flag, plain, "quiet")]
        remark = index.data(_ROW_ROLE)
        if remark:
            return [(str(remark), plain, "quiet"), (text, plain, "ink")]
        is_range = index.column() == index.model().columnCount() - 1
        return [(text, plain, "ink" if is_range else "quiet")]

    @staticmethod
    def _width(words: list[tuple[str, QFont, str]]) -> int:
        *before, last = words
        spaced = sum(QFontMetrics(font).horizontalAdvance(f"{text} ") for text, font, _ in before)
        return spaced + QFontMetrics(last[1]).horizontalAdvance(last[0])


class TestHeader(QHeaderView):
    """Each row's test in bold with its unit in quiet ink; it stays while the days scroll."""

    __test__ = False  # the name is about blood tests

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.has_two_lines = False

    def sizeHint(self) -> QSize:
        """Be as wide as the longest test with its unit beside it, or below it."""
        join = max if self.has_two_lines else sum
        widths = [
            join(QFontMetrics(font).horizontalAdvance(f"{text} ") for text, font, _ in words)
            for words in map(self._words, range(self.model().rowCount()))
        ]
        return QSize(max(widths, default=0) + 2 * CELL_PADDING, super().sizeHint().height())

    def paintSection(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, section: int
    ) -> None:
        """Draw one test and the hairline below it."""
        painter.save()
        painter.fillRect(rect, self._theme.color("card"))
        painter.setPen(QPen(self._theme.color("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        words = self._words(section)
        if self.has_two_lines:
            half = inner.height() // 2
            _draw_words(painter, inner.adjusted(0, 4, 0, -half), words[:1], self._theme)
            _draw_words(painter, inner.adjusted(0, half, 0, -4), words[1:], self._theme)
        else:
            _draw_words(painter, inner, words, self._theme)
        painter.restore()

    def _words(self, section: int) -> list[tuple[str, QFont, str]]:
        row = self.model().headerData(section, Qt.Orientation.Vertical, _ROW_ROLE)
        if not isinstance(row, Row):
            return []
        bold = self._theme.font(TEXT_BODY, QFont.Weight.DemiBold)
        return [(row.test, bold, "ink"), (row.unit, self._theme.font(TEXT_BODY), "quiet")]
