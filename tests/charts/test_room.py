import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.charts.room import MARGIN_PX, Shared, Wanted, share_out
from crampdiary.charts.style import SCREEN_DAY

NOTES = ["first of all", "second and longer than the first", "third", "fourth and last of all"]


def shared(height_px: float | None, *, foot_px: float = 40) -> Shared:
    wanted = Wanted(
        left=MARGIN_PX, right=290, panel_px=200, least_panel_px=80, above_px=20, foot_px=foot_px
    )
    return share_out("A title", NOTES, style=SCREEN_DAY, wanted=wanted, height_px=height_px)


def test_without_a_height_the_panel_is_as_high_as_it_wants() -> None:
    found = shared(None)
    assert found.box.height == pytest.approx(200)
    assert found.height_px == found.box.bottom + 40


def test_the_last_notes_go_before_the_panel_gets_too_low() -> None:
    whole, low = shared(400), shared(190)
    assert low.heading.height_px < whole.heading.height_px
    assert low.box.height >= 80


@given(st.floats(1, 2000))
def test_a_given_height_is_kept_and_the_panel_never_vanishes(height_px: float) -> None:
    found = shared(height_px)
    assert found.height_px == height_px
    assert found.box.height >= 1 - 1e-6
    assert found.box.bottom <= height_px - 40 + 1e-6 or found.box.height == pytest.approx(1)
