"""The card of one night: its cramps or its answer, how sleep was disturbed, how sore one is."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.changes import Change
from crampdiary.domain.choices import Soreness
from crampdiary.domain.nights import NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import (
    asks_for_length,
    cramp_without_time,
    log_cramps,
    usual_length_s,
)
from crampdiary.services.nights import NightView, answer_night, tell_night
from crampdiary.tokens import GRID
from crampdiary.ui.diary.words import ANSWER_WORDS, RECALLED, SORENESS_WORDS, is_recalled
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choices import ChipRow, NumberRow, Segmented
from crampdiary.ui.shared.labels import Badge, KeyHint
from crampdiary.ui.shared.pages import Row
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.today.asking import Question, asked
from crampdiary.ui.today.cramp_rows import CrampRows

SLEEP_QUESTION = "How much did it disturb your sleep? 0 not at all, 10 no sleep"
SORE_QUESTION = "Sore in the morning?"
ANSWER_KEYS: dict[NightState, str] = {
    NightState.WITHOUT_CRAMPS: "N",
    NightState.DONT_REMEMBER: "?",
    NightState.NOT_TRACKING: "K",
}


class NightCard(Card):
    """Shows one night and stores every answer at once.

    `touched` is emitted when somebody answers or types.
    """

    touched = Signal()

    def __init__(
        self, *, session: DiarySession, has_keys: bool = True, parent: QWidget | None = None
    ) -> None:
        """Take `has_keys` where the page around answers to keys; then the card shows them."""
        super().__init__("Last night", parent=parent)
        self._session = session
        self._has_keys = has_keys
        self._night: date | None = None
        self._recalled = Badge(RECALLED)
        self.header.insertWidget(1, self._recalled)
        self.rows = CrampRows(session=session, has_keys=has_keys)
        self.answers: ChipRow[NightState] = ChipRow(
            _answers(has_keys=has_keys), name="How was the night"
        )
        self.add_link = LinkButton("+ Add one I did not log")
        self.sleep = NumberRow(name="How much it disturbed your sleep")
        self.sore: Segmented[Soreness] = Segmented(
            list(SORENESS_WORDS.items()), name="Sore in the morning"
        )
        self._edit_hint = KeyHint("E edit")
        self._build()
        self._connect()

    def show_view(self, view: NightView, title: str) -> None:
        """Show a night.

        What was typed for another one goes there first; where it cannot, that night stays.
        """
        if self._night not in {None, view.night} and not self.rows.close_row():
            return
        self._night = view.night
        self.title.setText(title)
        self.rows.show_cramps(view.cramps, self._session.clock.now(), self._usual_s(view))
        self.rows.setVisible(bool(view.cramps))
        self._edit_hint.setVisible(self._has_keys and bool(view.cramps))
        self.answers.setVisible(not view.cramps)
        self._recalled.setVisible(is_recalled(view))
        record = view.record
        self.answers.set_value(record.answer if record else None)
        self.sleep.set_value(record.sleep_disturbance if record else None)
        self.sore.set_value(record.soreness if record else None)

    def answer(self, answer: NightState) -> None:
        """Answer for the night as if its button had been pressed."""
        self._write(lambda diary, clock, night: answer_night(diary, clock, night, answer))

    def tell_sleep(self, told: int | None) -> None:
        """Store how much sleep was disturbed, 0 to 10."""
        self._write(
            lambda diary, clock, night: tell_night(diary, clock, night, sleep_disturbance=told)
        )

    def tell_soreness(self, told: Soreness | None) -> None:
        """Store how sore one is."""
        self._write(lambda diary, clock, night: tell_night(diary, clock, night, soreness=told))

    def ask_next_soreness(self) -> None:
        """Store the answer after the one that is given: no, a little, a lot, and no again."""
        answers = list(Soreness)
        now = self.sore.value
        self.tell_soreness(answers[(answers.index(now) + 1) % len(answers) if now else 0])

    def add_cramp(self) -> None:
        """Add a cramp to this night without a time, and open its row to type when it was."""
        night = self._night
        if night is None or not self.rows.close_row():
            return
        self.touched.emit()
        stored = self._session.do(lambda diary, clock: _add(diary, clock, night))
        if stored is not None:
            self.rows.open_row(stored[0].id, in_time=True)

    def flush(self) -> bool:
        """Store what was typed; where that fails, return False: then show no other night."""
        return self.rows.flush()

    def _build(self) -> None:
        if self._has_keys:
            self.header.insertWidget(1, self._edit_hint)
        hints = [KeyHint("A")] if self._has_keys else []
        self.body.addWidget(self.rows)
        self.body.addWidget(self.answers)
        self.body.addLayout(Row(self.add_link, *hints))
        self.body.addSpacing(GRID)
        for question, keys, field in (
            (SLEEP_QUESTION, "0 to 9, X", self.sleep),
            (SORE_QUESTION, "S", self.sore),
        ):
            label = Question(question, buddy=field)
            self.body.addLayout(asked(label, keys=keys if self._has_keys else ""))
            self.body.addWidget(field)
            self.body.addSpacing(GRID)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.rows.touched.connect(self.touched)
        self.add_link.clicked.connect(self.add_cramp)
        self.answers.changed.connect(self._on_answer_changed)
        self.sleep.changed.connect(lambda: self.tell_sleep(self.sleep.value))
        self.sore.changed.connect(lambda: self.tell_soreness(self.sore.value))

    def _usual_s(self, view: NightView) -> int | None:
        """Return how long a cramp usually is, where one of the night is asked about."""
        now = self._session.clock.now()
        if not any(asks_for_length(cramp, now) for cramp in view.cramps):
            return None
        return self._session.do(lambda diary, _clock: usual_length_s(diary, view.night))

    def _write(self, action: Callable[[Diary, Clock, date], tuple[Change, ...]]) -> None:
        night = self._night
        if night is not None:
            self.touched.emit()
            self._session.do(lambda diary, clock: action(diary, clock, night))

    def _on_answer_changed(self) -> None:
        answer = self.answers.value
        self._write(lambda diary, clock, night: answer_night(diary, clock, night, answer))


def _add(diary: Diary, clock: Clock, night: date) -> tuple[Cramp, tuple[Change, ...]]:
    cramp = cramp_without_time(clock, night=night)
    return cramp, log_cramps(diary, clock, cramp)


def _answers(*, has_keys: bool) -> list[tuple[NightState, str]]:
    """Return the answers in words, with their keys where these are in force."""
    keys = {answer: f" ({key})" for answer, key in ANSWER_KEYS.items()} if has_keys else {}
    return [(answer, words + keys.get(answer, "")) for answer, words in ANSWER_WORDS.items()]
