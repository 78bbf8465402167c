"""No light at night: every frame that reaches the screen, as fast as they can be looked at."""

from collections.abc import Callable

import pytest

from tests.journeys.desk import Desk
from tests.journeys.today import PAGES

pytestmark = pytest.mark.slow


def test_every_frame_of_a_start_at_night_and_of_leaving_and_coming_back_is_red(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.be_remembered(start="always", colours="always")
    desk.clock.show("2026-11-22 02:31")
    with desk.display.filmed() as film:
        desk.open(says="Cramp now")
        desk.display.press("space")
        desk.wait_for("already saved")
        desk.display.press("minus", "minus", "plus", "Escape")
        seen = desk.wait_for(PAGES)
        assert seen.is_full_screen or not desk.display.has_manager  # or a title bar would blind
        desk.display.press("ctrl+shift+c")
        desk.wait_for("already saved")
        desk.display.press("Escape")
        desk.wait_for(PAGES)
        assert desk.start("night").wait() == 0
        desk.wait_for("already saved")
        film.go_on()
    record_property("frames", film.frames)
    assert film.drawn > 10, "a film of the app, not of a dark screen"
    assert film.is_red, film.brightest


def test_every_frame_of_a_form_that_is_opened_at_night_is_red(desk: Desk) -> None:
    if not desk.display.has_manager:
        pytest.skip("title bars are a window manager's; openbox is not there")
    desk.be_remembered(start="always", colours="always")
    desk.clock.show("2026-11-22 02:31")
    with desk.display.filmed() as film:
        desk.open(says="No cramp is going on")
        desk.display.press("Escape", "ctrl+3")
        desk.wait_for("Add a treatment")
        desk.display.press("Tab", "space")
        desk.wait_for("How often")
        film.go_on()
    assert film.is_red, film.brightest
