"""Whatever the clock does, an answer goes to the night that was shown, and no night is lost."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from crampdiary.domain.changes import Change
from crampdiary.domain.nights import LocalInstant, NightState, localise
from crampdiary.domain.records import Cramp, Dose, Night, Phase, Treatment
from crampdiary.services.nights import latest_night
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.page import TodayPage
from tests.ui.diary_sessions import MemoryFile

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Tokyo",
)
# The instants at which these clocks jump, Apia's skipped day among them, and a new year.
JUMPS = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    datetime(2011, 12, 30, 10, tzinfo=UTC),
    datetime(2026, 12, 31, 23, tzinfo=UTC),
)
MEDICINE = Treatment(name="Magnesium")
KEYS = ("n", "?", "k", "0", "7", "x", "s", "+", "-", "m ", "a", "a0131", "a2330", "e", "e5", "elc")
instants = st.builds(
    lambda jump, minutes, zone: localise(jump + timedelta(minutes=minutes), zone),
    st.sampled_from(JUMPS),
    st.integers(-36 * 60, 36 * 60),
    st.sampled_from(ZONES),
)
steps = st.one_of(
    st.tuples(st.just("clock"), instants),
    st.tuples(st.just("wait"), st.integers(0, 3 * 24 * 3600)),
    st.tuples(st.just("keys"), st.sampled_from(KEYS)),
    st.tuples(st.just("note"), st.none()),
    st.tuples(st.just("strip"), st.integers(0, 13)),
    st.tuples(st.just("press"), st.sampled_from([Qt.Key.Key_Escape, Qt.Key.Key_Return])),
)


class SetClock:
    """Shows whatever instant it was set to."""

    def __init__(self, now: LocalInstant) -> None:
        self.instant = now

    def now(self) -> LocalInstant:
        return self.instant


class Morning:
    """A page on a clock that jumps, and what was written while which night was shown."""

    def __init__(self, first: LocalInstant) -> None:
        self.clock = SetClock(first)
        old = Night(night=date(2011, 1, 1), answer=NightState.WITHOUT_CRAMPS)
        plan = Phase(treatment_id=MEDICINE.id, start=date(2011, 1, 1))
        self.diary = MemoryFile([MEDICINE, plan, old])
        self.typed: dict[str, date | None] = {}
        self.chosen: date | None = None
        self.session = DiarySession(clock=self.clock, open_file=lambda _path: self.diary)
        self.page = TodayPage(session=self.session, theme=Theme(scale=1.0), runner=Runner())
        self.page.show()
        self.page.activateWindow()
        QApplication.processEvents()
        self.session.open(Path("memory"))
        self.page.refresh()

    def do(self, kind: str, what: object) -> None:
        acts: dict[str, Callable[[], object]] = {
            "clock": lambda: self._set(what),
            "wait": lambda: self._wait(what),
            "keys": lambda: self._press(str(what)),
            "note": self._write,
            "strip": lambda: self._choose(what),
            "press": lambda: self._hit(what),
        }
        closed_on = self.clock.now().wall_clock.date() if self.page.closing.isVisible() else None
        before = self.page.shown_night
        acts[kind]()
        shown = self.page.shown_night
        if kind == "strip" or (kind == "press" and shown != before):
            self.chosen = None if shown == self.page.strip.latest else shown
        if closed_on not in {None, self.clock.now().wall_clock.date()}:
            self.chosen = None
        self.session.look_outside()

    def due(self, latest: date) -> date:
        """Return what is to be shown: what was chosen, unless that has not begun, or the latest."""
        if self.chosen is not None and self.chosen > latest:
            self.chosen = None
        return self.chosen or latest

    def changes(self) -> list[Change]:
        return [
            change for batch in self.diary.batches() for change in self.diary.changes_of(batch.id)
        ]

    @property
    def all_is_stored(self) -> bool:
        panel = self.page.night_card.rows.open_panel
        lines = [] if panel is None else [panel.time, panel.length]
        return self.page.evening_card.note.is_stored and all(line.is_stored for line in lines)

    def close(self) -> None:
        self.page.close()
        Shiboken.delete(self.page)
        self.session.close()

    def _set(self, instant: object) -> None:
        assert isinstance(instant, LocalInstant)
        self.clock.instant = instant

    def _wait(self, seconds: object) -> None:
        assert isinstance(seconds, int)
        now = self.clock.instant
        self.clock.instant = localise(now.utc + timedelta(seconds=seconds), now.zone)

    def _press(self, keys: str) -> None:
        self.page.setFocus()
        for letter in keys:
            QTest.keyClicks(QApplication.focusWidget() or self.page, letter)

    def _write(self) -> None:
        if self.page.evening_card.isVisible():
            word = f"<{len(self.typed)}>"
            self.typed[word] = self.page.shown_night
            self.page.evening_card.note.setFocus()
            QTest.keyClicks(self.page.evening_card.note, word)

    def _choose(self, number: object) -> None:
        assert isinstance(number, int)
        square = self.page.strip.square(self.page.strip.latest - timedelta(days=number))
        square.click()

    def _hit(self, key: object) -> None:
        assert isinstance(key, Qt.Key)
        QTest.keyClick(QApplication.focusWidget() or self.page, key)


def night_of_change(change: Change) -> date:
    record = change.edit.record
    assert isinstance(record, Night | Cramp | Dose)
    before, after = change.edit.before, change.edit.after
    if isinstance(before, Cramp) and isinstance(after, Cramp):
        assert before.night == after.night, "no cramp moves to another night"
    return record.day if isinstance(record, Dose) else record.night


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=instants, script=st.lists(steps, min_size=1, max_size=12))
def test_answers_go_to_the_night_that_was_shown_and_no_night_is_lost_or_doubled(
    qtbot: QtBot, first: LocalInstant, script: list[tuple[str, object]]
) -> None:
    morning = Morning(first)
    try:
        for kind, what in script:
            shown, before = morning.page.shown_night, len(morning.changes())
            morning.do(kind, what)
            written = {night_of_change(change) for change in morning.changes()[before:]}
            assert written <= {shown}
            check_what_is_shown(morning)
        morning.page.evening_card.flush()
        check_notes(morning)
    finally:
        morning.close()


def check_what_is_shown(morning: Morning) -> None:
    page, clock = morning.page, morning.clock
    latest = latest_night(morning.diary, clock)
    due = morning.due(latest)
    if morning.all_is_stored and not page._which.is_held(clock.now()):
        assert page.shown_night == due
    nights = [square.count.night for square in page.strip._squares]
    assert nights == [latest - timedelta(days=back) for back in reversed(range(14))]
    stored = [night.night for night in morning.diary.records(Night)]
    assert len(stored) == len(set(stored))


def check_notes(morning: Morning) -> None:
    """Each word that was typed stands in the note of its own night, and only there.

    Where the clock was put back before that night, it still stands in the field, for that night.
    """
    notes = {night.night: night.note for night in morning.diary.records(Night)}
    field = morning.page.evening_card.note
    if not field.is_stored and morning.page.shown_night is not None:
        notes[morning.page.shown_night] = field.toPlainText()
    for word, night in morning.typed.items():
        assert [found for found, note in notes.items() if word in note] == [night]
