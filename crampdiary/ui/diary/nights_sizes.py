"""How wide columns and how high rows of the list of nights are.

Rows get their height when they come into sight, so any length opens fast.
"""

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from crampdiary.tokens import TEXT_BODY, TEXT_SMALL
from crampdiary.ui.diary.nights_columns import FILL_IN, ORDERS, Column, title
from crampdiary.ui.diary.nights_delegate import NightsDelegate
from crampdiary.ui.diary.nights_model import NightsModel
from crampdiary.ui.shared.theme import Theme

_EDGE = 20
_CRAMPS_SHARE = 0.56
_NARROW = 420
# Titles and about two rows, which are higher where the evening stands below the cramps.
_LEAST_HEIGHT, _LEAST_HEIGHT_NARROW = 112, 156


class NightsSizes:
    """Shares out the width of a view and measures its rows; the view says when."""

    def __init__(
        self, *, view: QTableView, nights: NightsModel, delegate: NightsDelegate, theme: Theme
    ) -> None:
        self._view, self._nights, self._delegate, self._theme = view, nights, delegate, theme
        self._is_measuring = False

    def share_width(self) -> None:
        """Give night and sleep what their words need, and the two others the rest.

        Where that is little, the evening before stands below the cramps.
        """
        bold = self._theme.font(TEXT_BODY)
        bold.setBold(True)
        night = _width_of("Wed 20 Nov 2020", bold)
        room = self._view.viewport().width() - night
        is_narrow = room - self._sleep_width(bold, is_narrow=False) < self._theme.px(_NARROW)
        sleep = self._sleep_width(bold, is_narrow=is_narrow)
        rest = max(room - sleep, 2)
        cramps = rest if is_narrow else round(rest * _CRAMPS_SHARE)
        self._nights.show_narrow_titles(is_narrow=is_narrow)
        self._delegate.is_stacked = is_narrow
        self._view.setColumnHidden(Column.EVENING, is_narrow)
        least = _LEAST_HEIGHT_NARROW if is_narrow else _LEAST_HEIGHT
        self._view.setMinimumHeight(self._theme.px(least))
        for column, width in zip(Column, (night, cramps, rest - cramps, sleep), strict=True):
            if width:
                self._view.setColumnWidth(column, width)

    def guess_all(self) -> None:
        """Give every row the height it has if nothing in it wraps, without reading its details."""
        heights = [
            self._delegate.estimated_height(self._nights.count_at(row).cramps)
            for row in range(self._nights.rowCount())
        ]
        if heights:
            header = self._view.verticalHeader()
            usual = min(heights)
            header.setDefaultSectionSize(usual)
            for row, height in enumerate(heights):
                if height != usual:
                    header.resizeSection(row, height)
        self._view.verticalScrollBar().setValue(0)  # else all rows above would be in sight first
        self.measure_shown()

    def measure_shown(self) -> None:
        """Give the rows in sight their height; rows below move, so look until the sight is full."""
        if self._is_measuring or not self._nights.rowCount() or not self._view.isVisible():
            return
        self._is_measuring = True
        view = self._view
        widths = tuple(view.columnWidth(column) for column in Column)
        row = max(view.rowAt(0), 0)
        while row < self._nights.rowCount() and (
            view.rowViewportPosition(row) < view.viewport().height()
        ):
            height = self._delegate.row_height(row, widths)
            if view.rowHeight(row) != height:
                view.setRowHeight(row, height)
            row += 1
        view.updateGeometries()  # Qt would do so later, and scroll by the old heights until then
        self._is_measuring = False

    def _sleep_width(self, bold: QFont, *, is_narrow: bool) -> int:
        small = self._theme.font(TEXT_SMALL)
        widest = title(Column.SLEEP, ORDERS[Column.SLEEP][0], is_narrow=is_narrow)
        lines = [_width_of(line, small) for line in widest.splitlines()]
        return max(*lines, _width_of(FILL_IN, bold))


def _width_of(words: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(words) + _EDGE
