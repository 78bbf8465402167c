import pytest
from matplotlib.figure import Figure

from crampdiary.charts.save import figure_bytes, figure_svg
from crampdiary.charts.style import PRINT, SCREEN_DAY
from crampdiary.charts.timeline import timeline
from tests.charts.diaries import nine_months


@pytest.fixture
def figure() -> Figure:
    return timeline(nine_months(), PRINT, (6, 4))


@pytest.mark.parametrize(
    ("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_each_format_begins_as_it_must(figure: Figure, kind: str, begins: bytes) -> None:
    assert figure_bytes(figure, kind).startswith(begins)


def test_png_has_two_pixels_for_each_of_the_screen(figure: Figure) -> None:
    content = figure_bytes(figure, "png")
    size = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    assert size == (2 * 6 * 96, 2 * 4 * 96)


def test_svg_has_real_text_and_tells_nothing_of_machine_or_day(figure: Figure) -> None:
    text = figure_svg(figure).decode()
    assert ">Cramps per week of recorded nights</text>" in text
    assert "matplotlib" not in text.lower()
    assert "<metadata" not in text


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_diary_gives_the_same_bytes(kind: str) -> None:
    one, other = (figure_bytes(timeline(nine_months(), SCREEN_DAY), kind) for _ in range(2))
    assert one == other


def test_pdf_embeds_its_fonts_and_names_no_program(figure: Figure) -> None:
    content = figure_bytes(figure, "pdf")
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    assert b"/Creator" not in content
    assert b"/Producer" not in content
    assert b"/CreationDate" not in content
