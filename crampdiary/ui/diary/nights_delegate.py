"""How a row of the diary's list is painted and how high it is."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp
from crampdiary.tokens import TEXT_BODY, TEXT_SMALL
from crampdiary.ui.diary.night_paint import paint_hatch
from crampdiary.ui.diary.nights_columns import Column
from crampdiary.ui.diary.nights_model import NightsModel
from crampdiary.ui.diary.text_block import TextBlock
from crampdiary.ui.diary.words import RECALLED, cramp_lines, is_recalled
from crampdiary.ui.shared.theme import Theme

_PAD_X, _PAD_Y = 8, 10
_BADGE_PAD = 10
_BETWEEN = 2
_HATCH_STEP = 8.0
_Index = QModelIndex | QPersistentModelIndex


class NightsDelegate(QStyledItemDelegate):
    """Paints the columns of `NightsModel`; text wraps, and every line has its room.

    Where `is_stacked`, the evening before stands below the cramps.
    """

    def __init__(self, *, model: NightsModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.is_stacked = False
        self._line: tuple[float, float] | None = None

    def row_height(self, row: int, widths: tuple[int, ...]) -> int:
        """Return how high a row must be for the widths of its columns; reads the row's details."""
        beside = [Column.NIGHT, Column.SLEEP] + ([] if self.is_stacked else [Column.EVENING])
        heights = [self._block(row, column, widths[column]).height for column in beside]
        cramps = self._cramps_height(row, widths[Column.CRAMPS])
        if self.is_stacked and self._model.words(row, Column.EVENING):
            below = self._block(row, Column.EVENING, widths[Column.CRAMPS])
            cramps += _BETWEEN + below.height
        return round(max(*heights, cramps)) + 2 * _PAD_Y + 1

    def estimated_height(self, cramps: int) -> int:
        """Return how high the row of a night with so many cramps is if nothing in it wraps."""
        return round(max(cramps, 1) * self._line_height()) + 2 * _PAD_Y + 1

    def cramp_at(self, row: int, width: int, point: QPoint) -> Cramp | None:
        """Return the cramp whose line holds a point of the column of cramps, if it has its own."""
        view = self._model.view_at(row)
        top = float(_PAD_Y)
        for words, cramps in cramp_lines(view.cramps) if view else []:
            height = TextBlock(words, self._theme.font(), width - 2 * _PAD_X).height
            if top <= point.y() < top + height:
                return cramps[0] if len(cramps) == 1 else None
            top += height
        return None

    def is_link(self, row: int, column: int) -> bool:
        """Tell whether a cell is the invitation to fill in a night."""
        state = self._model.count_at(row).state
        return column == Column.SLEEP and state is NightState.NOT_RECORDED

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        row, column = index.row(), Column(index.column())
        cell = QRectF(option.rect)
        painter.save()
        painter.setClipRect(cell)
        self._paint_ground(painter, cell, option, row)
        self._paint_words(painter, cell, row, column)
        if column is Column.CRAMPS and self._has_badge(row):
            self._paint_badge(painter, cell, row)
        if column is Column.CRAMPS and self.is_stacked:
            top = self._cramps_height(row, round(cell.width())) + _BETWEEN
            self._paint_words(painter, cell.adjusted(0, top, 0, 0), row, Column.EVENING)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, cell: QRectF, option: QStyleOptionViewItem, row: int
    ) -> None:
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(cell, self._theme.color("selected" if is_selected else "card"))
        if self._model.count_at(row).state is NightState.NOT_RECORDED:
            paint_hatch(painter, cell, self._theme.color("hatch"), step=_HATCH_STEP)
        painter.setPen(QPen(self._theme.color("hairline"), 1))
        painter.drawLine(cell.bottomLeft() - QPoint(0, 1), cell.bottomRight() - QPoint(0, 1))

    def _paint_words(self, painter: QPainter, cell: QRectF, row: int, column: Column) -> None:
        block = self._block(row, column, round(cell.width()))
        left, top = cell.left() + _PAD_X, cell.top() + _PAD_Y
        if column is Column.SLEEP:
            left = cell.right() - _PAD_X - block.end.x()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block.paint(painter, left, top, self._theme.color(self._ink(row, column)))

    def _ink(self, row: int, column: Column) -> str:
        if self.is_link(row, column):
            return "focus"
        state = self._model.count_at(row).state
        is_quiet = column is Column.EVENING or (column is Column.CRAMPS and not state.is_recorded)
        return "quiet" if is_quiet else "ink"

    def _paint_badge(self, painter: QPainter, cell: QRectF, row: int) -> None:
        block = self._block(row, Column.CRAMPS, round(cell.width()))
        metrics = QFontMetricsF(self._badge_font())
        width, height = metrics.horizontalAdvance(RECALLED) + 2 * _BADGE_PAD, metrics.height() + 4
        left, top = cell.left() + _PAD_X, cell.top() + _PAD_Y
        if self._badge_room(row, round(cell.width())):
            top += block.height + 4
        else:
            left += block.end.x() + _BADGE_PAD
            top += block.end.y() - 1
        pill = QRectF(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("field"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(self._badge_font())
        painter.setPen(self._theme.color("ink"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, RECALLED)

    def _cramps_height(self, row: int, width: int) -> float:
        return self._block(row, Column.CRAMPS, width).height + self._badge_room(row, width)

    def _badge_room(self, row: int, width: int) -> float:
        """Return the height a badge adds: nothing where it fits behind the words."""
        if not self._has_badge(row):
            return 0.0
        metrics = QFontMetricsF(self._badge_font())
        needed = metrics.horizontalAdvance(RECALLED) + 3 * _BADGE_PAD
        is_beside = self._block(row, Column.CRAMPS, width).end.x() + needed <= width - 2 * _PAD_X
        return 0.0 if is_beside else metrics.height() + 8

    def _has_badge(self, row: int) -> bool:
        view = self._model.view_at(row)
        return view is not None and is_recalled(view)

    def _badge_font(self) -> QFont:
        return self._theme.font(TEXT_SMALL, QFont.Weight.DemiBold)

    def _line_height(self) -> float:
        """Return the height of a line, measured once for each size of text."""
        if self._line is None or self._line[0] != self._theme.scale:
            self._line = (self._theme.scale, QFontMetricsF(self._theme.font()).height())
        return self._line[1]

    def _block(self, row: int, column: Column, width: int) -> TextBlock:
        is_bold = column is Column.NIGHT
        weight = QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal
        font = self._theme.font(TEXT_BODY, weight)
        return TextBlock(self._model.words(row, column), font, width - 2 * _PAD_X)
