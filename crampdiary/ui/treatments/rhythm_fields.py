"""How often a dose is taken: a list of the usual rhythms, and one small field for their number."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.domain.choices import Weekday
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.phrases import rhythm_words
from crampdiary.domain.records import Phase
from crampdiary.tokens import GRID
from crampdiary.ui.shared.fields import Dropdown, TextField
from crampdiary.ui.shared.flow import FlowLayout
from crampdiary.ui.treatments.reading import read_count

_ANY_DAY = "any day"
_TWICE = "2"
_PLAIN: dict[str, Any] = {
    "every_days": 1,
    "times_a_day": 1,
    "weekday": None,
    "at_bedtime": False,
}


class Often(StrEnum):
    """What the list offers; `KEPT` is a rhythm that only the line above it, or a file, can say."""

    DAILY = "daily"
    BEDTIME = "at bedtime"
    TIMES = "several times a day"
    WEEKLY = "weekly"
    EVERY = "every ... days"
    NEEDED = "as needed"
    KEPT = "kept"


class RhythmFields(QWidget):
    """Gives the fields of a `Phase` that say how often; `changed` says that one of them may have.

    A rhythm that the list has no words for (every 2 weeks at bedtime) stands in it as it is.
    """

    changed = Signal()

    def __init__(self, *, which: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[str, Any] = {}
        self.often = Dropdown(name=f"{which}: how often")
        for often in Often:
            if often is not Often.KEPT:
                self.often.addItem(often.value, often)
        self.number = TextField(name="", placeholder="days")
        self.number.setFixedWidth(self.fontMetrics().horizontalAdvance("0000 days") + 3 * GRID)
        self.number.setMinimumWidth(0)
        self._which = which
        self.weekday = Dropdown(name=f"{which}: on which day")
        self.weekday.addItem(_ANY_DAY, None)
        for day in Weekday:
            self.weekday.addItem(day.capitalize(), day)
        layout = FlowLayout(self)
        for field in (self.often, self.number, self.weekday):
            layout.addWidget(field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._show_number()
        self.often.currentIndexChanged.connect(self._on_often_changed)
        self.number.textChanged.connect(self.changed)
        self.weekday.currentIndexChanged.connect(self.changed)

    @property
    def chosen(self) -> Often:
        """Return what is chosen in the list."""
        return Often(self.often.currentData())

    def read(self) -> dict[str, Any]:
        """Return the fields of a phase; raise `InvalidValueError` for `every` or `times_a_day`."""
        said: dict[str, Any] = {}
        match self.chosen:
            case Often.BEDTIME:
                said = {"at_bedtime": True}
            case Often.TIMES:
                said = {"times_a_day": self._count("times_a_day", "a whole number such as 2")}
            case Often.WEEKLY:
                day = self.weekday.currentData()
                said = {"every_days": 7, "weekday": Weekday(day) if day else None}
            case Often.EVERY:
                said = {"every_days": self._count("every", "a whole number of days such as 3")}
            case Often.NEEDED:
                said = {"every_days": None}
            case Often.KEPT:
                said = self._kept
        return _PLAIN | said

    def show_phase(self, phase: Phase) -> None:
        """Show the rhythm of a phase."""
        with QSignalBlocker(self):
            self._forget_kept()
            self._show(phase)
        self._show_number()
        self.changed.emit()

    def show_daily(self) -> None:
        """Show the usual rhythm."""
        self._forget_kept()
        self._choose(Often.DAILY)

    def field_of(self, key: str) -> QWidget:
        """Return the field that an error is about."""
        return self.weekday if key == "weekday" else self.number

    def _show(self, phase: Phase) -> None:
        said = (phase.times_a_day > 1, phase.at_bedtime, phase.weekday is not None)
        match phase.every_days, said:
            case 1, (False, False, False):
                self._choose(Often.DAILY)
            case 1, (False, True, False):
                self._choose(Often.BEDTIME)
            case 1, (True, False, False):
                self._choose(Often.TIMES, str(phase.times_a_day))
            case 7, (False, False, _):
                self._choose(Often.WEEKLY)
                self.weekday.setCurrentIndex(max(self.weekday.findData(phase.weekday), 0))
            case None, (False, False, False):
                self._choose(Often.NEEDED)
            case int() as every, (False, False, False):
                self._choose(Often.EVERY, str(every))
            case _:
                self._keep(phase)

    def _keep(self, phase: Phase) -> None:
        self._kept = {
            "every_days": phase.every_days,
            "times_a_day": phase.times_a_day,
            "weekday": phase.weekday,
            "at_bedtime": phase.at_bedtime,
        }
        self.often.addItem(rhythm_words(phase), Often.KEPT)
        self._choose(Often.KEPT)

    def _forget_kept(self) -> None:
        at = self.often.findData(Often.KEPT)
        if at >= 0:
            self.often.removeItem(at)

    def _choose(self, often: Often, number: str = "") -> None:
        self.often.setCurrentIndex(self.often.findData(often))
        self.number.setText(number)

    def _count(self, field: str, allowed: str) -> int:
        found = read_count(self.number.text(), field, allowed=allowed)
        if not found:
            raise InvalidValueError(
                field=field, problem="out_of_range", value=found, allowed="1 or more"
            )
        return found

    def _on_often_changed(self) -> None:
        if self.chosen is Often.TIMES and not self.number.text():
            self.number.setText(_TWICE)
        elif self.chosen is Often.EVERY and self.number.text() == _TWICE:
            self.number.clear()
        self._show_number()
        self.changed.emit()

    def _show_number(self) -> None:
        is_times = self.chosen is Often.TIMES
        self.number.setPlaceholderText("times" if is_times else "days")
        asked = "how many times a day" if is_times else "every how many days"
        self.number.setAccessibleName(f"{self._which}: {asked}")
        self.number.setVisible(self.chosen in {Often.TIMES, Often.EVERY})
        self.weekday.setVisible(self.chosen is Often.WEEKLY)
