from crampdiary.charts.heading import Heading
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import SCREEN_DAY
from tests.charts.artists import assert_every_text_has_its_room, texts

NOTES = ("107 cramps", "230 of 273 nights recorded", "hatched: not recorded", "bars: 1 week each")


def lines_of(width_px: float) -> list[str]:
    """Return the notes as they are set, those beside the title first."""
    sheet = Sheet(style=SCREEN_DAY, width_px=width_px, height_px=200)
    heading = Heading(
        title="Cramps per week",
        notes=NOTES,
        size_px=14,
        style=SCREEN_DAY,
        left=10,
        right=width_px - 10,
    )
    heading.draw(sheet, 10)
    assert_every_text_has_its_room(sheet.figure)
    return texts(sheet.figure, "note")


def test_notes_stand_beside_the_title_where_all_have_room_there() -> None:
    assert lines_of(900) == [" · ".join(NOTES)]


def test_as_few_notes_stand_beside_the_title_as_save_a_line() -> None:
    assert lines_of(480) == [NOTES[0], " · ".join(NOTES[1:])]


def test_notes_stand_below_the_title_where_none_beside_it_saves_a_line() -> None:
    assert lines_of(200) == list(NOTES)
