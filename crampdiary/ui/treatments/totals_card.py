"""Each day in all: what everything that is taken comes to, beside recommended and upper intakes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT
from crampdiary.services.taking import TotalView
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.keep_together import keep_together
from crampdiary.ui.shared.labels import BodyLabel, FieldLabel, QuietLabel, SectionTitle
from crampdiary.ui.shared.pages import clear_layout
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.split_row import SplitRow

_BAR_HEIGHT = 8
_MARK_HEIGHT = 14
_MARK_WIDTH = 2.0


class TotalBar(QWidget):
    """The amount as a bar; a line each for recommended (ink) and upper intakes (danger)."""

    def __init__(self, *, total: TotalView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total, self._theme = total, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{total.name}: {total.amount} a day")
        self.setAccessibleDescription(total.sources)
        self.setToolTip(total.sources)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Need the height of the marks."""
        return QSize(self._theme.px(160), self._theme.px(_MARK_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Be narrow where the window is."""
        return QSize(self._theme.px(80), self._theme.px(_MARK_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, amount, marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._theme.px(_BAR_HEIGHT)
        track = QRectF(0, (self.height() - height) / 2, self.width(), height)
        shape = QPainterPath()
        shape.addRoundedRect(track, height / 2, height / 2)
        painter.fillPath(shape, self._theme.color("none_recorded"))
        painter.setClipPath(shape)
        amount = QRectF(track)
        amount.setWidth(track.width() * self._total.share)
        painter.fillRect(amount, self._colour())
        painter.setClipping(False)
        for mark in self._total.marks:
            colour = self._theme.color("danger" if mark.is_upper else "ink")
            painter.setPen(QPen(colour, _MARK_WIDTH))
            at = round(mark.at * self.width())
            painter.drawLine(at, 0, at, self.height())
        painter.end()

    def _colour(self) -> QColor:
        style = SCREEN_NIGHT if self._theme.is_night else SCREEN_DAY
        return QColor(style.colour_of(self._total.name))


class TotalsCard(Card):
    """A bar for each nutrient that anything taken now contains."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Each day in all", parent=parent)
        self._theme = theme
        self._list = QVBoxLayout()
        self._list.setSpacing(2 * GRID)
        self.body.addLayout(self._list)

    def show_totals(self, totals: Sequence[TotalView]) -> None:
        """Show these, or what will add up here."""
        clear_layout(self._list)
        if not totals:
            self._list.addWidget(
                QuietLabel("What you take of vitamin D, magnesium and the like adds up here.")
            )
        for total in totals:
            self._list.addLayout(self._row(total))

    def _row(self, total: TotalView) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        beside = f" ({total.beside})" if total.beside else ""
        column.addWidget(SplitRow(BodyLabel(total.name), SectionTitle(f"{total.amount}{beside}")))
        column.addWidget(TotalBar(total=total, theme=self._theme))
        if total.limits:
            limits = FieldLabel(keep_together(total.limits))
            limits.setToolTip(total.sources)
            column.addWidget(limits)
        said: list[QLabel] = [BodyLabel(_said(total.above))] if total.above else []
        said += [QuietLabel(_said(words)) for words in total.not_counted]
        for label in said:
            column.addSpacing(GRID // 2)
            column.addWidget(label)
        return column


def _said(sentence: str) -> str:
    return keep_together(breakable(sentence))
