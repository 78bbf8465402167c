"""Whatever is pressed, and whatever clocks and other processes do: what is shown is stored."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Cramp
from crampdiary.services import cramps, entries, history
from crampdiary.ui.night.log import NightLog
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.shared.session import ALL_KINDS
from tests.fakes import StillClock
from tests.ui.diary_sessions import open_session

HALF_PAST_TWO = datetime(2026, 11, 22, 2, 31)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = {name: Qt.Key(ord(name)) for name in "LRBCFETHO0179XAGQ"} | {
    "space": Qt.Key.Key_Space,
    "minus": Qt.Key.Key_Minus,
    "escape": Qt.Key.Key_Escape,
}
STEPS_S = (0, 0.5, 2, 45, 400, 1_500, 2_400, 40_000, -30, -7_200)
ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/New_York")

keys = st.tuples(st.just("key"), st.sampled_from(sorted(KEYS)))
steps = st.tuples(st.just("clock"), st.sampled_from(STEPS_S))
zones = st.tuples(st.just("zone"), st.sampled_from(ZONES))
rest = st.tuples(
    st.sampled_from(["undo", "shortcut", "resume", "now", "stop", "delete", "undo_there"]),
    st.none(),
)


class Night:
    """A night screen, its diary, and another process that writes to it."""

    def __init__(self) -> None:
        self.session, self.diary = open_session(local=HALF_PAST_TWO)
        self.screen = NightScreen()
        self.log = NightLog(session=self.session, screen=self.screen, parent=self.screen)
        self.log.resume()

    @property
    def clock(self) -> StillClock:
        assert isinstance(self.session.clock, StillClock)
        return self.session.clock

    def do(self, what: str, value: object) -> None:
        deeds: dict[str, Callable[[Any], object]] = {
            "key": self._press,
            "clock": self._move_clock,
            "zone": self._travel,
            "undo": lambda _: QTest.keyClick(self.screen, Qt.Key.Key_Z, CONTROL),
            "shortcut": lambda _: QTest.keyClick(self.screen, Qt.Key.Key_C, CONTROL | SHIFT),
            "resume": lambda _: self.log.resume(),
        }
        deed = deeds.get(what)
        if deed is None:
            self._elsewhere(what)
        else:
            deed(value)

    def _press(self, name: str) -> None:
        """Press a key; only Space starts and stops, and G lets a cramp go on."""
        before = self._told()
        QTest.keyClick(self.screen, KEYS[name])
        (was, going), (_, now_going) = before, self._told()
        if name == "space" and was == "It has stopped":
            assert now_going in {going, going - 1}
        elif name == "space":  # a trembling second press does nothing
            assert self._told() in {before, ("It has stopped", going + 1)}
        else:
            assert now_going == going or name == "G"

    def _told(self) -> tuple[str, int]:
        return self.screen.view.action.accessibleName(), len(self.diary.open_cramps())

    def _move_clock(self, step_s: float) -> None:
        self.clock.local += timedelta(seconds=step_s)
        self._look()

    def _travel(self, zone: str) -> None:
        self.clock.zone = zone
        self._look()

    def _look(self) -> None:
        """Do what comes by itself while the screen is seen."""
        self.screen.ticked.emit()
        self.session.look_outside()

    def _elsewhere(self, what: str) -> None:
        """Let another process write, of which the session hears at its next look."""
        found = self.diary.records(Cramp)
        if what == "now":
            cramps.cramp_now(self.diary, self.clock)
        elif what == "stop" and self.diary.open_cramps():
            cramps.stop_cramp(self.diary, self.clock)
        elif what == "delete" and found:
            entries.delete(self.diary, self.clock, found[-1])
        elif what == "undo_there" and history.next_undo(self.diary) is not None:
            history.undo(self.diary, self.clock)
        self.session.changed.emit(ALL_KINDS)

    def check(self) -> None:
        """Compare what a person sees with what is stored."""
        view, now = self.screen.view, self.clock.now()
        action = view.action.accessibleName()
        running = cramps.running_cramp(self.diary, now)
        shown = [cramp for cramp in self.diary.records(Cramp) if self._is_shown(cramp)]
        if action == "Cramp now":
            assert running is None
            assert not view.undo.isVisibleTo(self.screen)
            return
        assert shown, "what is shown is stored"
        shown = [cramp for cramp in shown if cramp.is_open is (action == "It has stopped")]
        assert shown
        if action == "Another cramp" and running is not None and running.start_utc is not None:
            # Only one that began earlier: its stop was forgotten when the next one began.
            assert any(cramp.start_utc and cramp.start_utc >= running.start_utc for cramp in shown)

    def _is_shown(self, cramp: Cramp) -> bool:
        view = self.screen.view
        start = cramp.start
        return (
            start is not None
            and (
                f"{start.wall_clock:%H:%M}" in view.caption.text() or "Still" in view.caption.text()
            )
            and all(chip.isChecked() is (cramp.side is side) for side, chip in view.sides.items())
            and all(chip.isChecked() is (at in cramp.sites) for at, chip in view.sites.items())
            and all(chip.isChecked() is (cramp.pain == it) for it, chip in view.pains.items())
        )


@given(st.lists(keys | steps | zones | rest, max_size=25))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_shown_is_stored_whatever_is_pressed(
    qtbot: QtBot, deeds: list[tuple[str, object]]
) -> None:
    night = Night()
    try:
        with qtbot.captureExceptions() as raised:
            for what, value in deeds:
                night.do(what, value)
                night.check()
        assert not raised
    finally:
        night.screen.deleteLater()
