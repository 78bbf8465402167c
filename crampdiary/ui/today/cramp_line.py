"""A cramp in one line: when, what, how long, how bad, and the way to mend it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from crampdiary.domain.records import Cramp
from crampdiary.tokens import GRID
from crampdiary.ui.diary.words import (
    NO_TIME,
    capitalised,
    cramp_words,
    duration_or_going_words,
    time_words,
    what_words,
)
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import BodyLabel, QuietLabel, SectionTitle

_GAP = GRID + GRID // 2
_LEAST_WHAT = "Left calf, woke me"
_EDIT, _CLOSE = "Edit", "Close"


class EditLink(LinkButton):
    """Edit, or Close while the questions are open; as wide as either, so that nothing moves."""

    def sizeHint(self) -> QSize:
        """Wish for room for either word."""
        metrics = self.fontMetrics()
        wider = max(map(metrics.horizontalAdvance, (_EDIT, _CLOSE)))
        return super().sizeHint() + QSize(wider - metrics.horizontalAdvance(self.text()), 0)


class CrampLine(QWidget):
    """Shows one cramp; where it is narrow, length and pain stand below the rest."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time, self._what, self._how_long = SectionTitle(), BodyLabel(), BodyLabel()
        self._how_long.setWordWrap(False)
        self._pain = QuietLabel(wraps=False)
        self.edit = EditLink(_EDIT)
        self._facts = QWidget()
        facts = QHBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(_GAP)
        facts.addWidget(self._how_long)
        facts.addWidget(self._pain)
        facts.addStretch(1)
        self._is_beside = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._time, 0, 0, middle)
        self._grid.addWidget(self._what, 0, 1, middle)
        self._grid.addWidget(self._facts, 0, 2, middle)
        self._grid.addWidget(self.edit, 0, 3, middle)

    def show_cramp(self, cramp: Cramp, *, never_ended: bool, is_open: bool) -> None:
        """Show a cramp, whose stop may have been forgotten and whose questions may be open."""
        self._time.setText(time_words(cramp))
        self._what.setText(breakable(capitalised(_what_words(cramp))))
        self._how_long.setText("" if never_ended else duration_or_going_words(cramp))
        self._pain.setText("" if cramp.pain is None else f"pain {cramp.pain}")
        word = _CLOSE if is_open else _EDIT
        self.edit.setText(word)
        self.edit.setAccessibleName(f"{word} the cramp: {cramp_words(cramp)}")

    def widths(self) -> tuple[int, int, int]:
        """Return the width that time, length and pain need."""
        for part in self._columns():
            part.ensurePolished()
        when, how_long, pain = (part.sizeHint().width() for part in self._columns())
        return when, how_long, pain

    def set_widths(self, widths: tuple[int, int, int]) -> None:
        """Stand in line with the other rows."""
        for part, width in zip(self._columns(), widths, strict=True):
            part.setMinimumWidth(width)
        self._arrange(self.width())

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the two lines need."""
        widest = max(self._what.minimumSizeHint().width(), self._facts.minimumSizeHint().width())
        return QSize(self._beside_width() + widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put length and pain below where the words would have too little room beside them."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        least = self._what.fontMetrics().horizontalAdvance(_LEAST_WHAT)
        facts = self._facts.sizeHint().width() + _GAP
        is_beside = width >= self._beside_width() + least + facts
        if is_beside != self._is_beside:
            self._is_beside = is_beside
            self._grid.removeWidget(self._facts)
            place = (0, 2) if is_beside else (1, 1)
            self._grid.addWidget(self._facts, *place, Qt.AlignmentFlag.AlignVCenter)

    def _beside_width(self) -> int:
        """Return the width of what stands left and right of the words, with the gaps."""
        return self._time.minimumWidth() + self.edit.sizeHint().width() + 3 * _GAP

    def _columns(self) -> tuple[QLabel, QLabel, QLabel]:
        return self._time, self._how_long, self._pain


def _what_words(cramp: Cramp) -> str:
    """Return what is known but for time, length and pain; also that the time is not."""
    known = what_words(cramp)
    if cramp.start is not None:
        return known
    return f"{NO_TIME}, {known}" if known else NO_TIME
