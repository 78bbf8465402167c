"""The reminder in a running app: when it looks, and what it remembers."""

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings

from crampdiary.app.instance import diary_key
from crampdiary.app.reminder import ReminderKeeper
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp
from crampdiary.services.entries import add
from crampdiary.services.preferences import set_preferences
from crampdiary.ui.shared.session import DiarySession
from tests.fakes import StillClock
from tests.ui.diary_sessions import open_session

KEY = f"reminder/{diary_key(Path('memory'))}"


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


class Morning:
    """A keeper on a diary, at a clock reading, and how often it has asked."""

    def __init__(self, settings: QSettings, *records: object, hour: float = 7) -> None:
        local = datetime(2026, 11, 22, int(hour), round(hour % 1 * 60))
        self.session, _ = open_session(records, local=local)  # type: ignore[arg-type] # passed on
        self.keeper = ReminderKeeper(session=self.session, settings=settings, parent=self.session)
        self.asked = 0
        self.keeper.due.connect(self._on_due)

    def look_at(self, hour: int, minute: int = 0, day: int = 22) -> int:
        clock = self.session.clock
        assert isinstance(clock, StillClock)
        clock.local = datetime(2026, 11, day, hour, minute)
        self.keeper.look()
        return self.asked

    def _on_due(self) -> None:
        self.asked += 1


AT_HALF_PAST_EIGHT = Preferences(reminder_min=510)


def test_it_asks_once_however_often_it_looks(settings: QSettings, qapp: QObject) -> None:
    morning = Morning(settings, AT_HALF_PAST_EIGHT)
    assert [morning.look_at(8, minute) for minute in (0, 29, 30, 31, 59)] == [0, 0, 1, 1, 1]


def test_it_asks_again_the_next_morning(settings: QSettings, qapp: QObject) -> None:
    morning = Morning(settings, AT_HALF_PAST_EIGHT)
    assert [morning.look_at(9, day=day) for day in (22, 23, 24)] == [1, 2, 3]


def test_after_a_restart_it_does_not_ask_again(settings: QSettings, qapp: QObject) -> None:
    assert Morning(settings, AT_HALF_PAST_EIGHT).look_at(9) == 1
    assert Morning(settings, AT_HALF_PAST_EIGHT).look_at(10) == 0


def test_who_opens_the_app_after_its_time_is_there_already(
    settings: QSettings, qapp: QObject
) -> None:
    morning = Morning(settings, AT_HALF_PAST_EIGHT, hour=9)
    assert [morning.look_at(9, 30), morning.look_at(8, 30, day=23)] == [0, 1]


def test_choosing_a_time_that_is_past_asks_from_the_next_morning_on(
    settings: QSettings, qapp: QObject
) -> None:
    morning = Morning(settings, hour=9)
    _choose(morning.session, 510)
    assert [morning.look_at(9, 1), morning.look_at(8, 30, day=23)] == [0, 1]


def test_choosing_a_later_time_asks_this_morning(settings: QSettings, qapp: QObject) -> None:
    morning = Morning(settings, hour=9)
    _choose(morning.session, 570)
    assert [morning.look_at(9, 29), morning.look_at(9, 30)] == [0, 1]


def test_turned_off_it_rests(settings: QSettings, qapp: QObject) -> None:
    morning = Morning(settings, AT_HALF_PAST_EIGHT)
    _choose(morning.session, None)
    assert morning.look_at(9) == 0


def test_a_cramp_logged_meanwhile_is_answer_enough(settings: QSettings, qapp: QObject) -> None:
    morning = Morning(settings, AT_HALF_PAST_EIGHT)
    cramp = Cramp(night=date(2026, 11, 21))
    morning.session.do(lambda diary, clock: add(diary, clock, cramp))
    assert morning.look_at(9) == 0


@pytest.mark.parametrize("nonsense", ["yesterday", "2026-99-01", "\x00", "1 2 3"])
def test_nonsense_in_the_memory_is_no_night(
    settings: QSettings, qapp: QObject, nonsense: str
) -> None:
    settings.setValue(KEY, nonsense)
    assert Morning(settings, AT_HALF_PAST_EIGHT).look_at(9) == 1


def test_the_memory_stays_short(settings: QSettings, qapp: QObject) -> None:
    morning = Morning(settings, AT_HALF_PAST_EIGHT)
    for day in range(10, 29):
        morning.look_at(9, day=day)
    kept = str(settings.value(KEY)).split()
    assert (len(kept), kept[-1]) == (8, date(2026, 11, 27).isoformat())


def _choose(session: DiarySession, minute: int | None) -> None:
    session.do(lambda diary, clock: set_preferences(diary, clock, reminder_min=minute))
