import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from crampdiary.charts.chart import Table
from crampdiary.charts.timeline import TIMELINE
from crampdiary.domain.errors import FileProblemError
from crampdiary.services.charts.files import (
    chart_bytes,
    file_kind,
    file_name,
    table_csv,
    table_text,
)
from tests.charts.diaries import nine_months

TABLE = Table(
    columns=("Night", "Test", "Value"),
    rows=((date(2026, 11, 21), "=2+2", Decimal("14.20")), (date(2026, 11, 22), "a, b", None)),
)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.png", b"\x89PNG"),
        ("a.SVG", b"<?xml"),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"Week from,Nights,Nights recorded,Cramps,Cramps per week\r\n"),
    ],
)
def test_the_ending_decides_the_format(name: str, begins: bytes) -> None:
    assert chart_bytes(TIMELINE, nine_months(), file_kind(Path(name))).startswith(begins)


@pytest.mark.parametrize("name", ["chart.gif", "chart", "chart.svg.exe"])
def test_another_ending_is_refused(name: str) -> None:
    with pytest.raises(FileProblemError) as caught:
        file_kind(Path(name))
    assert (caught.value.reason, caught.value.allowed) == ("unknown_type", ".png, .svg, .pdf, .csv")


def test_a_table_keeps_digits_and_days_and_runs_no_formula() -> None:
    assert table_csv(TABLE) == (
        'Night,Test,Value\r\n2026-11-21,\'=2+2,14.20\r\n2026-11-22,"a, b",\r\n'
    )


def test_a_copied_table_has_tabs_between_its_cells() -> None:
    assert table_text(TABLE).splitlines()[1] == "2026-11-21\t'=2+2\t14.20"


def test_a_file_is_named_after_what_it_shows_and_when() -> None:
    assert file_name("Timeline", nine_months(), "png") == "Timeline 2026-01-05 to 2026-10-11.png"


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_file_bears_the_charts_title_and_its_days(kind: str) -> None:
    content = chart_bytes(TIMELINE, nine_months(), kind)
    title = "Cramps per week of recorded nights, 5 Jan 2026 to 11 Oct 2026"
    if kind == "pdf":
        metadata = PdfReader(BytesIO(content)).metadata
        assert metadata is not None
        assert {key: str(told) for key, told in metadata.items()} == {"/Title": title}
    else:
        assert title.encode() in content


def test_a_drawing_finds_a_font_wherever_it_is_opened() -> None:
    content = chart_bytes(TIMELINE, nine_months(), "svg").decode()
    fonts = re.findall(r"font-family: ([^;\"]*)|font: ([^;\"]*)", content)
    assert fonts
    assert all("".join(found).endswith(", sans-serif") for found in fonts)
