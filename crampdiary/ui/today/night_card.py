"""The card of one night: its cramps or its answer, how sleep was disturbed, how sore one is."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from crampdiary.domain.changes import Change
from crampdiary.domain.choices import Soreness
from crampdiary.domain.nights import NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import stop_cramp
from crampdiary.services.nights import NightView, answer_night, tell_night
from crampdiary.tokens import GRID
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.words import ANSWER_WORDS, RECALLED, SORENESS_WORDS, is_recalled
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choices import ChipRow, NumberRow, Segmented
from crampdiary.ui.shared.labels import Badge, FieldLabel
from crampdiary.ui.shared.pages import Row
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.today.cramp_rows import CrampRows

SLEEP_QUESTION = "How much did it disturb your sleep? 0 not at all, 10 no sleep"
SORE_QUESTION = "Sore in the morning?"
ANSWER_KEYS: dict[NightState, str] = {
    NightState.WITHOUT_CRAMPS: "N",
    NightState.DONT_REMEMBER: "?",
}


class NightCard(Card):
    """Shows one night and stores every answer at once."""

    def __init__(
        self, *, session: DiarySession, has_keys: bool = True, parent: QWidget | None = None
    ) -> None:
        """Take `has_keys` where the page around answers to N and ?; then the card says so."""
        super().__init__("Last night", parent=parent)
        self._session = session
        self._night: date | None = None
        self._recalled = Badge(RECALLED)
        self.header.insertWidget(1, self._recalled)
        self.rows = CrampRows()
        self.answers: ChipRow[NightState] = ChipRow(
            _answers(has_keys=has_keys), name="How was the night"
        )
        self.add_link = LinkButton("+ Add one I did not log")
        self.sleep = NumberRow(name="How much it disturbed your sleep")
        self.sore: Segmented[Soreness] = Segmented(
            list(SORENESS_WORDS.items()), name="Sore in the morning"
        )
        self._build()
        self._connect()

    def show_view(self, view: NightView, title: str) -> None:
        """Show a night."""
        self._night = view.night
        self.title.setText(title)
        self.rows.show_cramps(view.cramps)
        self.rows.setVisible(bool(view.cramps))
        self.answers.setVisible(not view.cramps)
        self._recalled.setVisible(is_recalled(view))
        record = view.record
        self.answers.set_value(record.answer if record else None)
        self.sleep.set_value(record.sleep_disturbance if record else None)
        self.sore.set_value(record.soreness if record else None)

    def answer(self, answer: NightState) -> None:
        """Answer for the night as if its button had been pressed."""
        self._write(lambda diary, clock, night: answer_night(diary, clock, night, answer))

    def add_cramp(self) -> None:
        """Open the form for a cramp of this night."""
        if self._night is not None:
            CrampEditor(session=self._session, night=self._night, parent=self.window()).open()

    def _build(self) -> None:
        self.body.addWidget(self.rows)
        self.body.addWidget(self.answers)
        self.body.addLayout(Row(self.add_link))
        self.body.addSpacing(GRID)
        self.body.addWidget(FieldLabel(SLEEP_QUESTION, buddy=self.sleep))
        self.body.addWidget(self.sleep)
        self.body.addSpacing(GRID)
        self.body.addWidget(FieldLabel(SORE_QUESTION, buddy=self.sore))
        self.body.addWidget(self.sore)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.rows.edit_requested.connect(self._on_edit_requested)
        self.rows.stop_requested.connect(self._on_stop_requested)
        self.add_link.clicked.connect(self.add_cramp)
        self.answers.changed.connect(self._on_answer_changed)
        self.sleep.changed.connect(self._on_sleep_changed)
        self.sore.changed.connect(self._on_sore_changed)

    def _write(self, action: Callable[[Diary, Clock, date], tuple[Change, ...]]) -> None:
        night = self._night
        if night is not None:
            self._session.do(lambda diary, clock: action(diary, clock, night))

    def _on_answer_changed(self) -> None:
        answer = self.answers.value
        self._write(lambda diary, clock, night: answer_night(diary, clock, night, answer))

    def _on_sleep_changed(self) -> None:
        told = self.sleep.value
        self._write(
            lambda diary, clock, night: tell_night(diary, clock, night, sleep_disturbance=told)
        )

    def _on_sore_changed(self) -> None:
        told = self.sore.value
        self._write(lambda diary, clock, night: tell_night(diary, clock, night, soreness=told))

    def _on_edit_requested(self, cramp: Cramp) -> None:
        editor = CrampEditor(
            session=self._session, night=cramp.night, cramp=cramp, parent=self.window()
        )
        editor.open()

    def _on_stop_requested(self, cramp: Cramp) -> None:
        self._session.do(lambda diary, clock: stop_cramp(diary, clock, cramp.id))


def _answers(*, has_keys: bool) -> list[tuple[NightState, str]]:
    """Return the answers in words, with their keys where these are in force."""
    keys = {answer: f" ({key})" for answer, key in ANSWER_KEYS.items()} if has_keys else {}
    return [(answer, words + keys.get(answer, "")) for answer, words in ANSWER_WORDS.items()]
