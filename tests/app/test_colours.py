from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings

from crampdiary.app.colours import ColourKeeper, NightWish, remembered
from crampdiary.domain.preferences import Preferences
from crampdiary.services.preferences import set_preferences
from crampdiary.tokens import DAY, NIGHT, Palette
from crampdiary.ui.shared.theme import Theme
from tests.fakes import StillClock
from tests.ui.diary_sessions import open_session


@pytest.mark.parametrize(
    ("hour", "is_night"), [(21, False), (22, True), (0, True), (7, True), (8, False), (12, False)]
)
def test_night_reaches_over_midnight(hour: int, is_night: bool) -> None:
    colours = NightWish().colours_at(hour)
    assert colours is (NIGHT if is_night else DAY)


@pytest.mark.parametrize(("hour", "is_night"), [(0, False), (1, True), (5, True), (6, False)])
def test_night_within_one_day(hour: int, is_night: bool) -> None:
    wish = NightWish(from_hour=1, to_hour=6)
    assert wish.colours_at(hour) is (NIGHT if is_night else DAY)


@pytest.mark.parametrize(("wish", "colours"), [("always", NIGHT), ("never", DAY)])
def test_always_and_never_know_no_hour(wish: str, colours: object) -> None:
    for hour in range(24):
        assert NightWish(mode=wish).colours_at(hour) is colours


def _worn(theme: Theme) -> Palette:
    return theme.palette


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_first_start_wears_night_colours_by_the_usual_hours(settings: QSettings) -> None:
    assert remembered(settings) == NightWish()


def test_the_usual_wish_is_that_of_the_preferences() -> None:
    usual = Preferences()
    hours = (usual.night_from_hour, usual.night_to_hour)
    assert tuple(NightWish()) == (usual.night_colours, *hours, usual.night_start)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("colours/night", "purple"),
        ("colours/from_hour", "late"),
        ("colours/to_hour", "99"),
        ("night/start", "sometimes"),
    ],
)
def test_nonsense_in_the_memory_means_the_usual(settings: QSettings, key: str, value: str) -> None:
    settings.setValue(key, value)
    assert remembered(settings) == NightWish()


@pytest.mark.parametrize(
    ("start", "by_hour"),
    [
        ("auto", {21: False, 22: True, 3: True, 7: True, 8: False}),
        ("always", {12: True}),
        ("never", {3: False}),
    ],
)
def test_app_starts_with_the_night_screen_in_the_hours_of_the_night(
    start: str, by_hour: dict[int, bool]
) -> None:
    wish = NightWish(mode="never", start=start)
    assert {hour: wish.starts_at(hour) for hour in by_hour} == by_hour


def test_preference_is_worn_at_once_and_remembered_for_the_next_first_frame(
    settings: QSettings, qapp: QObject
) -> None:
    session, _ = open_session()
    theme = Theme(scale=1.0)
    ColourKeeper(session=session, theme=theme, settings=settings, parent=session)
    session.do(lambda d, c: set_preferences(d, c, night_colours="always"))
    assert _worn(theme) is NIGHT
    assert remembered(settings).mode == "always"
    session.do(lambda d, c: set_preferences(d, c, night_start="never"))
    assert remembered(settings).start == "never"
    session.do(lambda d, c: set_preferences(d, c, night_colours="never"))
    assert _worn(theme) is DAY


def test_night_begins_and_ends_while_the_window_is_open(settings: QSettings, qapp: QObject) -> None:
    session, _ = open_session(local=datetime(2026, 11, 21, 21, 59))
    theme = Theme(scale=1.0)
    keeper = ColourKeeper(session=session, theme=theme, settings=settings, parent=session)
    assert isinstance(session.clock, StillClock)
    keeper.look()
    assert _worn(theme) is DAY
    session.clock.forward(minutes=2)
    keeper.look()
    assert _worn(theme) is NIGHT
    session.clock.forward(hours=10)
    keeper.look()
    assert _worn(theme) is DAY
