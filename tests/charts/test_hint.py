"""What a figure says in its middle where there is too little, and notes wider than a line."""

import pytest

from crampdiary.charts.heading import Heading
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import SCREEN_DAY, ChartStyle
from tests.charts.artists import assert_every_text_has_its_room, texts

SAID = "Nothing is here yet. Each treatment will have a strip here, with what was taken and missed."


@pytest.mark.parametrize("style", [SCREEN_DAY, SCREEN_DAY.scaled(1.5)])
@pytest.mark.parametrize("width_px", [280, 560, 1_900])
def test_a_hint_is_wrapped_and_whole(style: ChartStyle, width_px: float) -> None:
    figure = hint_sheet(SAID, style, width_px=width_px).figure
    assert " ".join(texts(figure, "hint")) == SAID
    assert_every_text_has_its_room(figure)


def test_a_hint_without_room_keeps_its_first_words() -> None:
    figure = hint_sheet(SAID, SCREEN_DAY, width_px=280, height_px=30).figure
    assert texts(figure, "hint") == ["Nothing is here yet."]
    assert_every_text_has_its_room(figure)


def test_a_note_wider_than_a_line_is_broken_between_its_words() -> None:
    sheet = Sheet(style=SCREEN_DAY, width_px=200, height_px=200)
    note = "shaded: below 20 and below 30, commonly used limits"
    heading = Heading(
        title="25-OH vitamin D",
        notes=["short", note],
        size_px=14,
        style=SCREEN_DAY,
        left=10,
        right=190,
    )
    heading.draw(sheet, 10)
    lines = texts(sheet.figure, "note")
    assert len(lines) > 2
    assert " ".join(lines) == f"short {note}"
    assert_every_text_has_its_room(sheet.figure)
