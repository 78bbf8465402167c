"""The rules that hold for whatever stands in the catalogue of charts, over diaries at the edges."""

import csv
import io
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from pypdf import PdfReader

from crampdiary.charts.chart import Chart, Table, span_words
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.domain.records import Cramp, LabResult
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.charts.files import chart_bytes, span_of, table_csv, table_text
from tests.charts.artists import assert_every_text_has_its_room, pixels
from tests.charts.odd_diaries import ODD_DIARIES, data_of, odd_diary

BANNED = re.compile(r"\b(prov(e[sdn]?|ing)|works?|effective\w*|caus(e[sd]?|ing)|significan\w+)\b")
# A number, and within a few words what it counts.
COUNTED = re.compile(
    r"\d[\d,]*(?: [^\s,]+){0,3} (night|result|cramp|day|dose|treatment|factor)s?\b"
)
BY_DAY, LARGE, AT_NIGHT = SCREEN_DAY, SCREEN_DAY.scaled(1.5), SCREEN_NIGHT
ALONE = PRINT.alone()
# Pixels wide and high; without a height a chart is as high as it wants.
ROOMS = [
    (BY_DAY, 300, None),
    (LARGE, 300, None),
    (BY_DAY, 480, 320),
    (PRINT, 640, None),
    (ALONE, 300, None),
    (ALONE, 960, None),
    (ALONE.scaled(1.5), 640, 480),
    (AT_NIGHT, 960, 500),
    (LARGE, 1100, 620),
    (BY_DAY, 1900, None),
    (LARGE, 1900, 1000),
]
every_chart = pytest.mark.parametrize("name", CHARTS)
every_diary = pytest.mark.parametrize("diary", ODD_DIARIES)


def chart_of(name: str) -> Chart[Any]:
    chart: Chart[Any] = CHARTS[name].chart
    return chart


def figure_of(name: str, diary: str, style: ChartStyle = BY_DAY) -> Figure:
    return chart_of(name).figure(data_of(name, diary), style, None)


def words_of(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.texts)


def words_of_days(data: object) -> str:
    return span_words(*span_of(data))


def as_one(words: str) -> str:
    """Leave out what setting into lines adds or takes."""
    return re.sub(r"\s", "", words)


def table_of(name: str, diary: str) -> Table:
    return chart_of(name).table(data_of(name, diary))


def column(table: Table, name: str) -> list[int]:
    """Return the whole numbers of a column."""
    place = table.columns.index(name)
    return [cell for row in table.rows if isinstance(cell := row[place], int)]


@pytest.mark.slow
@every_chart
@every_diary
@pytest.mark.parametrize(
    ("style", "width", "height"), ROOMS, ids=lambda part: part if isinstance(part, int) else None
)
def test_no_text_collides_or_leaves_its_figure(
    name: str, diary: str, style: ChartStyle, width: float, height: float | None
) -> None:
    size = width / 96, None if height is None else height / 96
    figure = chart_of(name).figure(data_of(name, diary), style, size)
    assert figure.get_figwidth() == pytest.approx(width / 96)
    assert_every_text_has_its_room(figure)


@every_chart
@every_diary
def test_no_text_is_smaller_than_11_px(name: str, diary: str) -> None:
    for text in figure_of(name, diary).findobj(Text):
        assert isinstance(text, Text)
        size_pt = text.get_fontsize()
        assert isinstance(size_pt, float)
        assert not text.get_text() or size_pt * 96 / 72 >= 11, text


@every_chart
def test_an_empty_diary_is_too_little_for_any_chart(name: str) -> None:
    assert chart_of(name).too_little(data_of(name, "empty"))


@every_chart
@every_diary
def test_what_is_too_little_is_said_in_place_of_axes(name: str, diary: str) -> None:
    chart, data = chart_of(name), data_of(name, diary)
    said = chart.too_little(data)
    if not said:
        assert chart.figure(data, BY_DAY, None).axes
        return
    assert said.endswith(".")
    assert not BANNED.search(said.casefold())
    figure = chart.figure(data, BY_DAY, None)
    assert not figure.axes
    assert as_one(said) in as_one(words_of(figure))


@every_chart
@every_diary
def test_the_summary_is_one_plain_sentence(name: str, diary: str) -> None:
    chart, data = chart_of(name), data_of(name, diary)
    said = chart.summary(data)
    assert said == " ".join(said.split())
    # What is too little to draw may say in a second sentence what will be here.
    assert said == chart.too_little(data) or len(re.findall(r"[.!?](?=\s|$)", said)) == 1, said
    assert said.endswith(".")
    assert not BANNED.search(said.casefold()), said
    assert "missing" not in said.casefold()


@every_chart
@every_diary
def test_summary_and_figure_say_how_much_they_stand_on(name: str, diary: str) -> None:
    chart, data = chart_of(name), data_of(name, diary)
    if not chart.too_little(data):
        assert COUNTED.search(chart.summary(data)), chart.summary(data)
        assert COUNTED.search(words_of(chart.figure(data, BY_DAY, None)))


@every_chart
@every_diary
def test_a_chart_that_stands_alone_says_once_which_days_it_shows(name: str, diary: str) -> None:
    data = data_of(name, diary)
    if chart_of(name).too_little(data):
        return
    said, span = as_one(words_of(figure_of(name, diary, ALONE))), as_one(words_of_days(data))
    assert said.count(span) == 1, said
    assert re.search(r"\d{4}$", span)


@every_chart
@every_diary
def test_what_a_figure_says_claims_nothing(name: str, diary: str) -> None:
    said = words_of(figure_of(name, diary)).casefold()
    found = BANNED.search(said)
    assert not found, found
    assert "missing" not in said


@every_chart
@every_diary
def test_the_table_is_whole_and_the_csv_says_the_same(name: str, diary: str) -> None:
    table = table_of(name, diary)
    assert len(set(table.columns)) == len(table.columns)
    assert table.rows or chart_of(name).too_little(data_of(name, diary))
    assert all(len(row) == len(table.columns) for row in table.rows)
    header, *lines = csv.reader(io.StringIO(table_csv(table)))
    assert tuple(header) == table.columns
    assert len(lines) == len(table.rows)
    for cells, row in zip(lines, table.rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            if value is None:
                assert cell == ""
            elif isinstance(value, int | float):
                assert float(cell) == value
            else:
                assert cell.removeprefix("'") == str(value)
    pasted = table_text(table).split("\n")
    assert [len(line.split("\t")) for line in pasted] == [len(header)] * (1 + len(lines))


@every_diary
@pytest.mark.parametrize("name", ["timeline", "weekly-rate", "calendar", "hour-of-night"])
def test_a_table_of_all_nights_holds_every_cramp_of_the_diary(name: str, diary: str) -> None:
    odd = odd_diary(diary)
    table = table_of(name, diary)
    assert sum(column(table, "Cramps")) == len(
        odd.diary.records(Cramp, first=odd.first, last=odd.last)
    )


@every_diary
@pytest.mark.parametrize("name", ["timeline", "weekly-rate"])
def test_a_table_of_weeks_holds_every_recorded_night(name: str, diary: str) -> None:
    odd = odd_diary(diary)
    counts = odd.diary.night_counts(odd.first, odd.last)
    table = table_of(name, diary)
    assert sum(column(table, "Nights recorded")) == sum(one.state.is_recorded for one in counts)
    assert sum(column(table, "Nights")) == len(counts)


@every_diary
def test_the_table_of_labs_holds_every_result(diary: str) -> None:
    odd = odd_diary(diary)
    results = odd.diary.records(LabResult, first=odd.first, last=odd.last)
    assert len(table_of("labs", diary).rows) == len(results)


@every_chart
@every_diary
def test_at_night_no_pixel_is_green_or_blue(name: str, diary: str) -> None:
    assert pixels(figure_of(name, diary, AT_NIGHT))[..., 1:3].max() <= 24


@every_chart
@pytest.mark.parametrize("diary", ["demo", "empty", "long_names"])
def test_png_has_two_pixels_for_each_of_the_screen(name: str, diary: str) -> None:
    content = chart_bytes(chart_of(name), data_of(name, diary), "png")
    figure = figure_of(name, diary, ALONE)
    size = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    wanted = 2 * 96 * figure.get_figwidth(), 2 * 96 * figure.get_figheight()
    assert np.allclose(size, wanted, atol=1)


@every_chart
@pytest.mark.parametrize("diary", ["demo", "empty", "long_names"])
def test_svg_holds_its_words_as_text(name: str, diary: str) -> None:
    drawn = chart_bytes(chart_of(name), data_of(name, diary), "svg").decode()
    written = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert len(written) == len(figure_of(name, diary, ALONE).texts)
    assert "matplotlib" not in drawn.casefold()


@every_chart
@pytest.mark.parametrize("diary", ["demo", "empty", "long_names"])
def test_pdf_holds_its_words_as_text_in_fonts_of_its_own(name: str, diary: str) -> None:
    content = chart_bytes(chart_of(name), data_of(name, diary), "pdf")
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    (page,) = PdfReader(io.BytesIO(content)).pages
    found = as_one(page.extract_text())
    latin = [
        text.get_text() for text in figure_of(name, diary, ALONE).texts if text.get_text().isascii()
    ]
    assert latin
    for words in latin:
        assert as_one(words) in found, words


@every_chart
@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv"])
def test_the_same_diary_gives_the_same_bytes(name: str, kind: str) -> None:
    data = data_of(name, "demo")
    one, other = (chart_bytes(chart_of(name), data, kind) for _ in range(2))
    assert one == other


def test_knowing_all_charts_loads_nothing_that_draws_or_counts() -> None:
    code = (
        "import sys, crampdiary.services.charts.catalogue, crampdiary.services.charts.files,"
        " crampdiary.charts.save;"
        "print(*{'matplotlib', 'numpy', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not done.stdout.strip()
