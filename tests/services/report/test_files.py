"""The report as files: by their ending, each with the same words, an anonymous one about nobody."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from crampdiary.domain.choices import ReportPart
from crampdiary.domain.errors import FileProblemError, InvalidValueError
from crampdiary.domain.records import Condition, Cramp, Treatment
from crampdiary.reports.page import Report
from crampdiary.services.preferences import set_preferences
from crampdiary.services.report.files import KINDS, report_bytes, report_kind, report_name
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

CLOCK = StillClock(datetime(2026, 11, 22, 8, 0))
NAME, YEAR = "Jordan Exämple", 1959


def visit(*, is_named: bool, parts: frozenset[ReportPart] = frozenset()) -> Visit:
    return Visit(
        first=date(2026, 11, 1),
        last=date(2026, 11, 21),
        on=date(2026, 11, 24),
        name=NAME if is_named else None,
        birth_year=YEAR if is_named else None,
        questions=("Is it the statin?",),
        parts=parts,
    )


def report(*, is_named: bool = False, parts: frozenset[ReportPart] = frozenset()) -> Report:
    diary = MemoryDiary(
        [
            *(Cramp(night=date(2026, 11, day)) for day in range(1, 18)),
            Treatment(name="Магний"),
            Condition(name="糖尿病"),
        ]
    )
    set_preferences(diary, CLOCK, person_name=NAME, birth_year=YEAR)
    return make_report(diary, CLOCK, visit(is_named=is_named, parts=parts))


def words_in(content: bytes, kind: str) -> str:
    if kind != "pdf":
        return content.decode()
    reader = PdfReader(BytesIO(content))
    return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])


@pytest.mark.parametrize(
    ("name", "kind"), [("a.pdf", "pdf"), ("b.HTML", "html"), ("c.d.txt", "txt")]
)
def test_ending_names_the_kind_of_file(name: str, kind: str) -> None:
    assert report_kind(Path(name)) == kind


@pytest.mark.parametrize("name", ["a.doc", "pdf", "a.pdf.bak", "a.htm"])
def test_other_ending_is_refused_with_those_that_there_are(name: str) -> None:
    with pytest.raises(FileProblemError) as caught:
        report_kind(Path(name))
    assert (caught.value.reason, caught.value.allowed) == ("unknown_type", ".pdf, .html, .txt")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_says_the_same(kind: str) -> None:
    rendered = report_bytes(report(is_named=True), kind)
    text = " ".join(words_in(rendered.content, kind).split())
    for words in (NAME, "1 Nov 2026 to 21 Nov 2026", "Is it the statin?", "糖尿病"):
        assert words in text
    assert rendered.notes == ()
    assert rendered.pages == (1 if kind == "pdf" else None)


@pytest.mark.parametrize("kind", KINDS)
def test_anonymous_file_says_nothing_of_who_kept_the_diary(kind: str) -> None:
    rendered = report_bytes(report(parts=frozenset(ReportPart)), kind)
    text = words_in(rendered.content, kind)
    for words in ("Jordan", "Exämple", f"born {YEAR}"):
        assert words not in text


def test_pages_of_appendices_are_counted() -> None:
    rendered = report_bytes(report(parts=frozenset({ReportPart.METHOD})), "pdf", paper="letter")
    assert rendered.pages == len(PdfReader(BytesIO(rendered.content)).pages) > 1


def test_unknown_kind_and_paper_are_refused() -> None:
    for kind, paper, field in (("doc", "a4", "kind"), ("pdf", "a5", "paper")):
        with pytest.raises(InvalidValueError) as caught:
            report_bytes(report(), kind, paper=paper)
        assert caught.value.field == field


def test_name_of_the_file_tells_the_visit_and_names_nobody() -> None:
    assert report_name(visit(is_named=True)) == "night cramps 2026-11-24"
