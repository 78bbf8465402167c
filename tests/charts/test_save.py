from pathlib import Path

import pytest
from matplotlib.figure import Figure

from crampdiary.charts.catalogue import CHARTS
from crampdiary.charts.save import figure_bytes, figure_kind, figure_svg
from crampdiary.charts.style import PRINT, SCREEN_DAY
from crampdiary.charts.timeline import timeline
from crampdiary.domain.errors import FileProblemError
from tests.charts.diaries import nine_months


@pytest.fixture
def figure() -> Figure:
    return timeline(nine_months(), PRINT, size_in=(6, 4))


@pytest.mark.parametrize(
    ("name", "begins"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF")]
)
def test_the_ending_decides_the_format(figure: Figure, name: str, begins: bytes) -> None:
    assert figure_bytes(figure, figure_kind(Path(name))).startswith(begins)


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


@pytest.mark.parametrize("name", ["chart.gif", "chart", "chart.svg.exe"])
def test_another_ending_is_refused(name: str) -> None:
    with pytest.raises(FileProblemError) as caught:
        figure_kind(Path(name))
    assert (caught.value.reason, caught.value.allowed) == ("unknown_type", ".png, .svg, .pdf")


def test_every_chart_of_the_catalogue_draws() -> None:
    for draw in CHARTS.values():
        assert draw(nine_months(), SCREEN_DAY).texts
