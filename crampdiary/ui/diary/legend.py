"""What the squares mean, each word beside its square."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crampdiary.domain.nights import NightState
from crampdiary.tokens import GRID, TEXT_SMALL
from crampdiary.ui.diary.night_paint import look_of, paint_sign, paint_square
from crampdiary.ui.shared.labels import FieldLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.theme import Theme

_SIDE = 14
_MEANINGS: tuple[tuple[NightState, int, str], ...] = (
    (NightState.WITHOUT_CRAMPS, 0, "none"),
    (NightState.WITH_CRAMPS, 1, "1 cramp"),
    (NightState.WITH_CRAMPS, 2, "2 cramps"),
    (NightState.WITH_CRAMPS, 3, "3 or more"),
    (NightState.NOT_RECORDED, 0, "not recorded"),
    (NightState.DONT_REMEMBER, 0, "don't remember"),
    (NightState.NOT_TRACKING, 0, "not tracking"),
)


class Swatch(QWidget):
    """One square as the map paints it."""

    def __init__(
        self, *, theme: Theme, state: NightState, cramps: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._state, self._cramps = theme, state, cramps
        self.setFixedSize(QSize(theme.px(_SIDE), theme.px(_SIDE)))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = look_of(self._theme, self._state, self._cramps)
        paint_square(painter, QRectF(self.rect()), look, self._theme, 2)
        if look.sign:
            font = self._theme.font(TEXT_SMALL - 2, QFont.Weight.DemiBold)
            paint_sign(painter, QRectF(self.rect()), look, font)
        painter.end()


def make_legend(theme: Theme) -> QWidget:
    """Return the squares with their words in a row that wraps."""
    row = FlowRow()
    for state, cramps, words in _MEANINGS:
        pair = QWidget()
        layout = QHBoxLayout(pair)
        layout.setContentsMargins(0, 0, GRID, 0)
        layout.setSpacing(6)
        label = FieldLabel(words)
        label.setWordWrap(False)
        layout.addWidget(Swatch(theme=theme, state=state, cramps=cramps))
        layout.addWidget(label)
        row.add(pair)
    row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return row
