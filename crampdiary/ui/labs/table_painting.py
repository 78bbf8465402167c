"""How the table of lab results is painted: values with their flags, tests with their units."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crampdiary.services.lab_readings import LabReading
from crampdiary.tokens import GRID, TEXT_BODY, TEXT_SMALL
from crampdiary.ui.labs.grid import Row
from crampdiary.ui.labs.table_model import READING_ROLE, REMARK_ROLE, ROW_ROLE
from crampdiary.ui.labs.words import ARROWS, CONVERTED, remark, title_of
from crampdiary.ui.shared.labels import FieldLabel
from crampdiary.ui.shared.theme import Theme

CELL_PADDING = GRID
# Before a calculated row, which belongs to the one above it.
_INDENT = "\u2003"
# A text with its font and its colour token.
_Word = tuple[str, QFont, str]


def _draw_words(painter: QPainter, rect: QRect, words: Sequence[_Word], theme: Theme) -> None:
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
    """A value; outside the lab's range it differs by weight and a word as well as by colour.

    Where `has_two_lines`, its remark stands below it instead of beside it.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.has_two_lines = False

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
        reading = index.data(READING_ROLE)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if isinstance(reading, LabReading) and reading.result and (hovered or focused):
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.color("selected"))
        lines = self._lines(index)
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        _draw_lines(painter, inner, lines, theme, to_right=_is_range(index))
        if focused:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def size_of_words(self, index: QModelIndex) -> tuple[int, int]:
        """Return how wide the words of a cell are, in pixels, and in how many lines they stand."""
        lines = self._lines(index)
        return max(map(_width, lines)), len(lines)

    def _lines(self, index: QModelIndex | QPersistentModelIndex) -> list[list[_Word]]:
        """Return the words of a cell, in one line or two."""
        plain, small = self._theme.font(TEXT_BODY), self._theme.font(TEXT_SMALL)
        text, reading = str(index.data() or ""), index.data(READING_ROLE)
        if not isinstance(reading, LabReading):
            beside = str(index.data(REMARK_ROLE) or "")
            words: list[_Word] = [(text, plain, "ink" if _is_range(index) else "quiet")]
            if not beside:
                return [words]
            if self.has_two_lines:
                return [words, [(beside, small, "quiet")]]
            return [[(beside, plain, "quiet"), *words]]
        row = index.data(ROW_ROLE)
        said = remark(row.lab, reading) if isinstance(row, Row) else ""
        bold = self._theme.font(TEXT_BODY, QFont.Weight.DemiBold)
        ink = "quiet" if isinstance(row, Row) and row.lab.is_calculated else "ink"
        value: list[_Word] = [(text, bold, "danger") if said else (text, plain, ink)]
        if reading.trend is not None:
            value.append((ARROWS[reading.trend], plain, "quiet"))
        if reading.is_converted and not said and self.has_two_lines:
            said = CONVERTED
        elif reading.is_converted:
            value.append((CONVERTED, small, "quiet"))
        if not said:
            return [value]
        if self.has_two_lines:
            return [value, [(said, small, "quiet")]]
        return [[*value, (said, plain, "quiet")]]


def _is_range(index: QModelIndex | QPersistentModelIndex) -> bool:
    return index.column() == index.model().columnCount() - 1


def _width(words: list[_Word]) -> int:
    *before, last = words
    spaced = sum(QFontMetrics(font).horizontalAdvance(f"{text} ") for text, font, _ in before)
    return spaced + QFontMetrics(last[1]).horizontalAdvance(last[0])


def _draw_lines(
    painter: QPainter,
    rect: QRect,
    lines: Sequence[list[_Word]],
    theme: Theme,
    *,
    to_right: bool = False,
) -> None:
    """Draw one line in the middle, or two above one another."""
    half = rect.height() // 2
    halves = [rect.adjusted(0, 4, 0, -half), rect.adjusted(0, half, 0, -4)]
    for line, place in zip(lines, halves if len(lines) > 1 else [rect], strict=True):
        if to_right:
            place.setLeft(max(place.right() - _width(line), place.left()))
        _draw_words(painter, place, line, theme)


class Corner(FieldLabel):
    """What stands above the tests; its line goes on where that of the days ends."""

    def __init__(self, text: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._theme = theme
        self.setIndent(CELL_PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words and the hairline below them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.color("hairline"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()


class Split(Enum):
    """Which names of the tests stand in two lines: none, the calculated ones', or all."""

    NONE = auto()
    CALCULATED = auto()
    ALL = auto()


class TestHeader(QHeaderView):
    """Each row's test in bold with its unit in quiet ink; it stays while the days scroll."""

    __test__ = False  # the name is about blood tests

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.split = Split.NONE

    def sizeHint(self) -> QSize:
        """Be as wide as the longest test with its unit beside it, or below it."""
        lines = (line for row in range(self.model().rowCount()) for line in self._lines(row))
        widest = max(map(_width, lines), default=0)
        return QSize(widest + 2 * CELL_PADDING + GRID, super().sizeHint().height())

    def is_high(self, section: int) -> bool:
        """Tell whether a name has two lines."""
        return len(self._lines(section)) > 1

    def paintSection(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, section: int
    ) -> None:
        """Draw one test and the hairline below it."""
        painter.save()
        painter.fillRect(rect, self._theme.color("card"))
        painter.setPen(QPen(self._theme.color("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        _draw_lines(painter, inner, self._lines(section), self._theme)
        painter.restore()

    def _lines(self, section: int) -> list[list[_Word]]:
        row = self.model().headerData(section, Qt.Orientation.Vertical, ROW_ROLE)
        if not isinstance(row, Row):
            return [[("", self._theme.font(TEXT_BODY), "ink")]]
        title, unit = title_of(row.lab)
        plain = self._theme.font(TEXT_BODY)
        if row.lab.is_calculated:
            if self.split is Split.NONE:
                return [[(f"{_INDENT}{title}", plain, "quiet")]]
            words_apart = title.split()
            half = len(words_apart) // 2
            parts = " ".join(words_apart[:half]), " ".join(words_apart[half:])
            return [[(f"{_INDENT}{part}", plain, "quiet")] for part in parts]
        bold = self._theme.font(TEXT_BODY, QFont.Weight.DemiBold)
        words: list[_Word] = [(title, bold, "ink"), *([(unit, plain, "quiet")] if unit else [])]
        return [[word] for word in words] if self.split is Split.ALL else [words]
