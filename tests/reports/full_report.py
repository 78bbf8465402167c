"""A report with something in every place, and all the words in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page import (
    Appendix,
    Column,
    DoctorPage,
    Grid,
    KeyFigure,
    LabRow,
    PeriodRow,
    Picture,
    Report,
    Section,
)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="42">'
    b'<text x="2" y="40" font-family="Inter">drawn</text></svg>'
)
FIRST = date(2026, 2, 1)


class Drawn:
    """A chart that is as small as possible."""

    def svg(self, width_in: float, height_in: float) -> bytes:
        return SVG


def period(number: int, words: str = "") -> PeriodRow:
    return PeriodRow(
        starts_on=FIRST + timedelta(days=number),
        treatment=f"treatment-{number} {words}".strip(),
        dose=f"dose-{number} {words}".strip(),
        first=f"first-{number}",
        last=f"last-{number}",
        recorded=f"{number} of 195",
        rate=f"1.7 (1.2 to {number}.4)",
        overlaps=f"overlaps-{number} {words}".strip(),
        note=f"note-{number} {words}".strip(),
        taken=f"{number} %",
    )


def lab(number: int, words: str = "") -> LabRow:
    return LabRow(
        test=f"test-{number // 2} {words}".strip(),
        day=f"day-{number}",
        value=f"value-{number} {words}".strip(),
        flag=f"flag-{number}*",
        range=f"range-{number} {words}".strip(),
        beside=f"beside-{number} {words}".strip(),
        taken_on=FIRST - timedelta(days=number),
    )


def appendix(part: ReportPart, words: str = "") -> Appendix:
    return Appendix(
        part=part,
        title=f"title-{part.value}",
        blocks=(
            f"paragraph-{part.value} {words}".strip(),
            Section(title=f"section-{part.value} {words}".strip()),
            Picture(svg=SVG, alt=f"picture-{part.value} {words}".strip()),
            Grid(
                columns=(Column(title="Night"), Column(title="Pain", is_number=True, share=1)),
                rows=(
                    (f"night-{part.value} {words}".strip(), f"pain-{part.value} {words}".strip()),
                    ("night-alone", ""),
                ),
            ),
        ),
    )


def page(words: str = "", *, rows: int = 3) -> DoctorPage:
    return DoctorPage(
        made_on=date(2026, 11, 24),
        visit="for a visit on 24 Nov 2026",
        author="",
        identity=f"identity {words}".strip(),
        period="the period",
        coverage=("coverage one", "coverage two"),
        banner="the banner",
        figures=(
            KeyFigure(label="label-1", value="value one", note="note one", before="before one"),
            KeyFigure(label="label-2", value="value two", note="note two", is_thin=True),
        ),
        remark="the remark",
        chart=Drawn(),
        chart_alt=f"chart in words {words}".strip(),
        periods=tuple(period(number, words) for number in range(rows)),
        periods_remark="the remark on periods",
        labs=tuple(lab(number, words) for number in range(rows)),
        labs_remark="the remark on labs",
        medicines=tuple(f"medicine-{number} {words}".strip() for number in range(rows)),
        conditions=tuple(f"condition-{number} {words}".strip() for number in range(rows)),
        questions=(f"question-1 {words}".strip(), "question-2?"),
        flags=(f"red flag {words}".strip(),),
        hours=f"hours in words {words}".strip(),
        hours_svg=SVG,
        footer="the footer",
    )


def full_report(words: str = "", *, rows: int = 3) -> Report:
    return Report(
        page=page(words, rows=rows), appendices=tuple(appendix(part, words) for part in ReportPart)
    )


def without_appendices(report: Report) -> Report:
    return replace(report, appendices=())


def words_of(value: object) -> Iterator[str]:
    """Return every text that a reader must find; the author is only for metadata."""
    match value:
        case str() if not isinstance(value, ReportPart):
            yield value
        case tuple():
            for item in value:
                yield from words_of(item)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name != "author":
                    yield from words_of(getattr(value, field.name))
        case _:
            return
