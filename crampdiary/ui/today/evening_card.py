"""The card of the day before a night: what was drunk, taken, out of the ordinary, and a note."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.choices import EveningTag
from crampdiary.domain.phrases import TAG_WORDS, fluids_words
from crampdiary.services.nights import NightView, tell_night
from crampdiary.tokens import GRID
from crampdiary.ui.diary.words import capitalised
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choices import ChipRow
from crampdiary.ui.shared.fields import Stepper
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.today.asking import Question, asked
from crampdiary.ui.today.dose_rows import DoseRows
from crampdiary.ui.today.saving_note import SavingNoteField

TAG_ORDER = (
    EveningTag.LONG_SITTING,
    EveningTag.HARD_EXERCISE,
    EveningTag.ALCOHOL,
    EveningTag.CAFFEINE,
    EveningTag.HEAT,
    EveningTag.DAYLIGHT,
    EveningTag.STRETCHED,
    EveningTag.TRAVEL,
)


USUAL_KEY = "F"


class EveningCard(Card):
    """Shows what was told about a day and stores every answer at once.

    `touched` is emitted when somebody answers or types.
    """

    touched = Signal()

    def __init__(
        self, *, session: DiarySession, has_keys: bool = False, parent: QWidget | None = None
    ) -> None:
        """Take `has_keys` where the page around answers to keys; then the card shows them."""
        super().__init__("Yesterday", parent=parent)
        self._session = session
        self._night: date | None = None
        self._glass_ml = session.preferences.glass_ml
        self.fluids_words = ""
        self.fluids = Stepper(name="Glasses")
        self.usual_button = LinkButton()
        self._usual_glasses: int | None = None
        self._fluids_label = Question(buddy=self.fluids)
        self.tags: ChipRow[EveningTag] = ChipRow(
            [(tag, capitalised(TAG_WORDS[tag])) for tag in TAG_ORDER],
            name="Out of the ordinary",
            many=True,
        )
        self.doses = DoseRows(session=session, has_keys=has_keys)
        self.note = SavingNoteField(name="Note about this day and night")
        for label, keys, field in (
            (self._fluids_label, "+ \u2212", FlowRow(self.fluids, self.usual_button)),
            (Question("Anything out of the ordinary?", buddy=self.tags), "O", self.tags),
            (None, "", self.doses),
            (Question("Note", buddy=self.note), "", self.note),
        ):
            if label is not None:
                self.body.addLayout(asked(label, keys=keys if has_keys else ""))
            self.body.addWidget(field)
            if field is not self.doses:  # it goes with all its room where nothing is planned
                self.body.addSpacing(GRID // 2)
        self.body.addStretch(1)
        self._has_keys = has_keys
        self.fluids.changed.connect(self._on_fluids_changed)
        self.usual_button.clicked.connect(self._on_usual_clicked)
        self.tags.changed.connect(self._on_tags_changed)
        self.note.said.connect(self._on_note_said)
        self.note.typed.connect(self.touched)
        self.doses.touched.connect(self.touched)

    def show_view(self, view: NightView, title: str, usual_ml: int | None) -> None:
        """Show a night's day; `usual_ml` is what is usually drunk, None where that is not known.

        What was typed for another night goes there first; where it cannot, that night stays.
        """
        if self._night not in {None, view.night} and not self.flush():
            return
        self._night = view.night
        self._glass_ml = glass_ml = self._session.preferences.glass_ml
        self.title.setText(title)
        self._fluids_label.setText(f"Fluids, glasses of {glass_ml} ml")
        record = view.record
        told_ml = record.fluids_ml if record else None
        self._usual_glasses = None if usual_ml is None else round(usual_ml / glass_ml)
        key = f" ({USUAL_KEY})" if self._has_keys else ""
        self.usual_button.setText(f"As usual, {self._usual_glasses}{key}")
        self.usual_button.setVisible(told_ml is None and usual_ml is not None)
        self.fluids.set_value(None if told_ml is None else round(told_ml / glass_ml))
        self.fluids_words = _fluids_remark(told_ml, usual_ml, glass_ml)
        self.fluids.set_remark(self.fluids_words)
        self.tags.set_values(record.tags or () if record else ())
        self.doses.show_day(view.night)
        self.note.show_note(record.note if record else "")

    def flush(self) -> bool:
        """Store what was typed; where that fails, return False: then show no other night."""
        self.note.flush()
        return self.note.is_stored

    def press(self, key: str) -> QWidget | None:
        """Answer by a key of the page; return what it was about, or None for no key of ours."""
        match key:
            case "+" | "=" | "g":
                self.fluids.plus.click()
                return self.fluids
            case "-" | "\u2212":
                self.fluids.minus.click()
                return self.fluids
            case "f":
                self.usual_button.click()
                return self.fluids
            case "o":
                first = self.tags.value or TAG_ORDER[0]
                self.tags.button(first).setFocus(Qt.FocusReason.TabFocusReason)
                return self.tags
            case "m":
                return self.doses.go_on()
        return None

    def _tell(self, **fields: Any) -> bool:
        """Store it at once; return False where that failed (the session says why)."""
        night = self._night
        self.touched.emit()
        return night is None or (
            self._session.do(lambda diary, clock: tell_night(diary, clock, night, **fields))
            is not None
        )

    def _on_fluids_changed(self) -> None:
        glasses = self.fluids.value
        self._tell(fluids_ml=None if glasses is None else glasses * self._glass_ml)

    def _on_usual_clicked(self) -> None:
        """Take the usual amount, where nothing else was said."""
        if self.fluids.value is None and self._usual_glasses is not None:
            self.fluids.set_value(self._usual_glasses)
            self._on_fluids_changed()

    def _on_tags_changed(self) -> None:
        self._tell(tags=frozenset(self.tags.values))

    def _on_note_said(self, text: str) -> None:
        night = self._night
        if self._tell(note=text) and night == self._night:
            self.note.show_note(text)


def _fluids_remark(told_ml: int | None, usual_ml: int | None, glass_ml: int) -> str:
    """Return "1.25 L, your usual is 7", or what of it is known."""
    if told_ml is None:
        return "Not said yet"
    usual = "" if usual_ml is None else f", your usual is {round(usual_ml / glass_ml)}"
    return capitalised(fluids_words(told_ml) + usual)
