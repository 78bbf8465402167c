"""Two starts of the app, and the command for a key, on a real display."""

import time
from collections.abc import Callable

import pytest

from tests.journeys.desk import Desk
from tests.journeys.waiting import until

pytestmark = pytest.mark.slow


def test_a_second_start_hands_its_wish_over_and_leaves(desk: Desk) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-21 15:00")
    first = desk.open(says="Cramp now")
    assert desk.start().wait() == 0
    assert desk.start("night").wait() == 0
    desk.wait_for("No cramp is going on")
    assert desk.cramps() == []
    assert desk.start("--diary", str(desk.home / ".." / "home" / desk.file.name)).wait() == 0
    assert first.poll() is None
    if desk.display.has_manager:
        desk.display.minimise()
        until(lambda: not desk.windows()[first.pid].is_active, "the window to be put away")
        assert desk.start().wait() == 0
        assert desk.wait_for("No cramp is going on").is_active
    assert list(desk.windows()) == [first.pid]


def test_now_brings_up_the_night_screen_with_the_cramp_running(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.be_remembered(start="never", colours="always")
    desk.clock.show("2026-11-22 02:31")
    began = time.monotonic()
    assert "A cramp that began at 02:31 is stored" in desk.run("now")
    record_property("seconds of `crampdiary now`, to its end", f"{time.monotonic() - began:.2f}")
    desk.wait_for("cramp since 02:31, already saved")
    record_property("seconds to its night screen", f"{time.monotonic() - began:.2f}")
    (started,) = desk.cramps()
    desk.clock.go_on(minutes=2)
    desk.display.press("r", "space")
    ended = desk.until_cramp("its end", is_open=False)
    assert (ended.id, ended.start, ended.duration_s) == (started.id, started.start, 120)
    desk.run("now")
    seen = desk.wait_for("cramp since 02:33, already saved")
    assert seen.says("1 earlier tonight: 02:31, right, 2 min")
    assert len(desk.windows()) == 1
