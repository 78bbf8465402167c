"""A whole night, and a crash in the middle of it, with real keys in a real window."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from crampdiary.domain.choices import DurationBasis, Provenance, Side, Site
from crampdiary.domain.phrases import place_words
from crampdiary.domain.records import Cramp
from tests.journeys.desk import Desk
from tests.journeys.today import PAGES

pytestmark = pytest.mark.slow

SLOWEST_S = 1.0


def test_a_whole_night_with_three_cramps(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.be_remembered(start="always", colours="always")
    desk.open(says="No cramp is going on")
    first_s = _log_by_space(desk)
    record_property("presses for a complete record", desk.display.presses)
    assert desk.display.presses == 5  # start, side, place, pain, stop
    _go_back_to_sleep(desk)
    before = desk.display.presses
    second_s = _log_by_shortcut_in_the_same_place(desk)
    record_property("presses for one in the same place", desk.display.presses - before)
    assert desk.display.presses - before == 4  # start, same place, pain, stop
    _let_it_come_back_and_take_back_a_slip(desk)
    _go_back_to_sleep(desk)
    command_s = _log_by_command(desk)
    _go_back_to_sleep(desk)

    assert [_words_of(cramp) for cramp in desk.cramps()] == [
        "2026-11-22 00:48, 190 s, left calf, pain 6",
        "2026-11-22 02:31, 420 s, left calf, pain 7",
        "2026-11-22 04:50, 45 s, right foot, pain 4",
    ]
    for cramp in desk.cramps():
        assert cramp.night.isoformat() == "2026-11-21"
        assert cramp.provenance is Provenance.LIVE
        assert cramp.duration_basis is DurationBasis.TIMED
    assert desk.nights() == []  # nothing was said that nobody said
    record_property("seconds from press to file", f"{first_s:.3f} and {second_s:.3f}")
    record_property("seconds of `crampdiary now`", f"{command_s:.2f}")
    assert max(first_s, second_s) < SLOWEST_S


def _log_by_space(desk: Desk) -> float:
    desk.clock.show("2026-11-22 00:48")
    took_s = _press_and_time(desk, "space")
    desk.wait_for("cramp since 00:48, already saved")
    desk.display.press("l", "c", "6")
    desk.until_cramp("all about it", side=Side.LEFT, sites={Site.CALF}, pain=6)
    desk.clock.go_on(minutes=3, seconds=10)
    desk.display.press("space")
    desk.until_cramp("its end", is_open=False, duration_s=190)
    desk.wait_for("saved; it lasted")
    return took_s


def _log_by_shortcut_in_the_same_place(desk: Desk) -> float:
    desk.clock.show("2026-11-22 02:31")
    took_s = _press_and_time(desk, "ctrl+shift+c")
    desk.wait_for("1 earlier tonight: 00:48, left calf, 3 min")
    desk.display.press("a", "7")
    desk.until_cramp("the same place", side=Side.LEFT, sites={Site.CALF}, pain=7)
    desk.clock.go_on(minutes=2)
    desk.display.press("space")
    desk.until_cramp("its end", duration_s=120)
    return took_s


def _let_it_come_back_and_take_back_a_slip(desk: Desk) -> None:
    desk.clock.go_on(minutes=4)
    desk.wait_for("It goes on")
    desk.display.press("g")
    desk.until_cramp("that it is back", is_open=True)
    desk.wait_for("6:00")  # since it first began
    desk.clock.go_on(minutes=1)
    desk.display.press("space", "x")
    desk.until_cramp("its end, and a slip", duration_s=420, pain=10)
    desk.display.press("ctrl+z")
    desk.until_cramp("the slip taken back", duration_s=420, pain=7)


def _log_by_command(desk: Desk) -> float:
    desk.clock.show("2026-11-22 04:50")
    began = time.monotonic()
    assert "A cramp that began at 04:50 is stored" in desk.run("now")
    took_s = time.monotonic() - began
    desk.wait_for("cramp since 04:50, already saved")
    desk.display.press("r", "f", "4")
    desk.clock.go_on(seconds=45)
    desk.display.press("space")
    desk.until_cramp("all about it", is_open=False, side=Side.RIGHT, sites={Site.FOOT}, pain=4)
    return took_s


def _go_back_to_sleep(desk: Desk) -> None:
    desk.display.press("Escape")
    desk.wait_for(PAGES)


def _words_of(cramp: Cramp) -> str:
    start = "" if cramp.start is None else f"{cramp.start.wall_clock:%Y-%m-%d %H:%M}"
    return f"{start}, {cramp.duration_s} s, {place_words(cramp)}, pain {cramp.pain}"


def test_a_cramp_goes_on_after_the_app_is_killed_in_the_middle_of_it(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.be_remembered(start="always", colours="always")
    app = desk.open(says="Cramp now")
    desk.clock.show("2026-11-22 02:31")
    desk.display.press("space")
    pressed = desk.until_cramp("its start")
    desk.display.press("l")
    told = desk.until_cramp("its side", side=Side.LEFT)
    app.send_signal(signal.SIGKILL)
    app.wait()

    # By day's ways: what is running comes up also where the app would not start at night.
    desk.be_remembered(start="never", colours="always")
    desk.clock.go_on(seconds=134)
    began = time.monotonic()
    desk.open(says="cramp since 02:31, already saved")
    took_s = time.monotonic() - began
    record_property("seconds from the second start to the running cramp", f"{took_s:.2f}")
    seen = desk.wait_for("2:14")
    assert "Left  L" in seen.pressed
    assert desk.cramps() == [told]
    assert told.start == pressed.start
    desk.clock.go_on(seconds=6)
    desk.display.press("space")
    ended = desk.until_cramp("its end", is_open=False)
    assert (ended.id, ended.start, ended.duration_s) == (pressed.id, pressed.start, 140)
    assert ended.duration_basis is DurationBasis.TIMED
    assert len(desk.cramps()) == 1


def test_a_press_is_in_the_file_however_soon_the_app_is_killed_after_it(desk: Desk) -> None:
    desk.be_remembered(start="always", colours="always")
    app = desk.open(says="Cramp now")
    desk.clock.show("2026-11-22 02:31")
    desk.display.press("space")
    desk.until_cramp("its start")
    app.send_signal(signal.SIGKILL)  # perhaps before anything was drawn
    app.wait()
    desk.open(says="cramp since 02:31, already saved")
    assert [cramp.is_open for cramp in desk.cramps()] == [True]


def test_a_trembling_hand_that_presses_twice_starts_one_cramp(desk: Desk) -> None:
    desk.be_remembered(start="always", colours="always")
    desk.open(says="No cramp is going on")
    desk.clock.show("2026-11-22 02:31", runs=True)
    desk.display.press("space", "space", "l")
    assert desk.until_cramp("its side", side=Side.LEFT).is_open
    assert len(desk.cramps()) == 1


@pytest.fixture
def one_processor() -> Iterator[None]:
    """Let all run on one processor, where X's repeats of a held key reach Qt one by one."""
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("only Linux lets one choose the processor")
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    yield
    os.sched_setaffinity(0, before)


def test_a_hand_that_rests_on_a_key_presses_it_once(one_processor: None, desk: Desk) -> None:
    desk.be_remembered(start="always", colours="always")
    desk.open(says="No cramp is going on")
    desk.clock.show("2026-11-22 02:31", runs=True)
    desk.display.hold("space", 2.5)  # longer than what counts as a trembling hand
    desk.display.hold("c", 1)
    desk.display.press("l")
    held = desk.until_cramp("its side", side=Side.LEFT)
    assert len(desk.cramps()) == 1
    assert held.is_open
    assert held.sites == {Site.CALF}


def _press_and_time(desk: Desk, key: str) -> float:
    """Press a key that starts a cramp; return the seconds until its file was there for good.

    A transaction ends when its journal is taken out of the folder, which has the time of that.
    """
    known = len(desk.cramps())
    pressed = time.time()
    desk.display.press(key)
    desk.until_cramp("its start", is_open=True)
    stored = desk.home.stat().st_mtime
    assert len(desk.cramps()) == known + 1
    return stored - pressed
