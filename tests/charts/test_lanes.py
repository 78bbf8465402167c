import pytest
from matplotlib.text import Text

from crampdiary.charts.boxes import Box
from crampdiary.charts.lanes import Item, Lane, draw_lane
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import SCREEN_DAY

NIGHTS = 100


def labels(*items: Item, row_px: float = 30, name: str = "") -> list[Text]:
    """Draw one row of 100 nights at 8 px a night, and return its texts."""
    sheet = Sheet(style=SCREEN_DAY, width_px=920, height_px=100)
    room = Box(left=100, top=20, right=900, bottom=20 + row_px)
    panel = sheet.panel(room, x_limits=(0, NIGHTS), y_limits=(0, row_px), kind="rows")
    draw_lane(sheet, panel, Lane(name=name, items=items), room)
    return sheet.figure.texts


def item(start: int, end: int, *words: str, share: float | None = 1) -> Item:
    return Item(start=start, end=end, labels=words, colour="#E0A13A", share=share)


def test_a_label_that_fits_stands_inside_its_bar() -> None:
    (label,) = labels(item(10, 90, "2,000 IU daily", "2,000 IU"))
    assert label.get_text() == "2,000 IU daily"
    assert 100 + 8 * 10 < label.get_position()[0] * 920 < 100 + 8 * 15


def test_a_label_wider_than_its_bar_stands_beside_it() -> None:
    (label,) = labels(item(10, 12, "2,000 IU daily", "2,000 IU"))
    assert label.get_text() == "2,000 IU daily"
    assert label.get_position()[0] * 920 > 100 + 8 * 12


def test_at_the_right_edge_a_label_stands_before_its_bar() -> None:
    (label,) = labels(item(98, 100, "2,000 IU daily", "2,000 IU"))
    assert label.get_text() == "2,000 IU daily"
    assert label.get_position()[0] * 920 < 100 + 8 * 98


def test_between_two_bars_the_dose_alone_is_said_before_anything_is_cut() -> None:
    shown = labels(item(0, 10, "2,000 IU daily", "2,000 IU"), item(10, 100, "5 mg daily"))
    assert [text.get_text() for text in shown] == ["2,000 IU", "5 mg daily"]


def test_a_label_is_cut_only_after_a_whole_number() -> None:
    long_unit = f"2,000 {'of a long unit ' * 9}"
    cut, *_ = labels(item(0, 20, long_unit), item(20, 100, "5 mg"))
    assert cut.get_text().startswith("2,000 of a")
    assert cut.get_text().endswith("…")
    shown = labels(item(0, 5, "12,345,678 IU daily"), item(5, 100, "5 mg"))
    assert [text.get_text() for text in shown] == ["5 mg"]


@pytest.mark.parametrize("row_px", [15, 20, 24, 30, 40])
@pytest.mark.parametrize("share", [0.01, 0.25, 0.4, 0.6, 1])
def test_every_bar_of_every_height_keeps_its_label(row_px: float, share: float) -> None:
    bars = item(0, 30, "50,000 IU weekly"), item(30, 100, "2,000 IU daily", share=share)
    shown = [text.get_text() for text in labels(*bars, row_px=row_px)]
    assert shown == ["50,000 IU weekly", "2,000 IU daily"]


def test_a_long_name_takes_two_lines_and_then_an_ellipsis() -> None:
    name = "Magnesium citrate from the pharmacy round the corner"
    lines = [text.get_text() for text in labels(name=name)]
    assert len(lines) == 2
    assert lines[0] == "Magnesium"
    assert lines[1].endswith("…")
    (line,) = labels(name=name, row_px=15)
    assert line.get_text().endswith("…")


def test_a_name_with_dollars_is_written_as_it_is() -> None:
    (line,) = labels(name="$x^2$")
    assert line.get_text() == "$x^2$"
    assert not line.get_parse_math()


def test_a_label_before_its_mark_keeps_away_from_the_mark_before() -> None:
    near = labels(item(92, 93, "33.1", share=None), item(98, 99, "36.4", share=None))
    assert [text.get_text() for text in near] == ["33.1"]
    far = labels(item(80, 81, "33.1", share=None), item(98, 99, "36.4", share=None))
    assert [text.get_text() for text in far] == ["33.1", "36.4"]


def test_a_short_label_in_its_bar_goes_before_a_long_one_where_another_time_lies() -> None:
    bars = item(40, 52, "50,000 IU weekly", "50,000 IU"), item(52, 100, "2,000 IU daily", share=0.2)
    shown = labels(*bars, row_px=15)
    assert [text.get_text() for text in shown] == ["50,000 IU", "2,000 IU daily"]
    assert shown[0].get_position()[0] * 920 > 100 + 8 * 40


def test_words_over_a_low_bar_stand_higher_than_those_in_a_full_one() -> None:
    full, low = labels(item(0, 50, "2,000 IU daily"), item(50, 100, "5 IU", share=0.1), row_px=15)
    assert low.get_position()[1] > full.get_position()[1]
