"""What screen readers and archives need is in every report: tags, words for pictures, fonts."""

from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.render import render_pdf
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from tests.charts.odd_diaries import CLOCK, LAST, NINE_MONTHS, ago, odd_diary

DIARIES = ("demo", "empty", "forty_treatments", "lab_extremes")


@cache
def report_of(diary: str, *, has_parts: bool, is_grey: bool = False) -> PdfReader:
    odd = odd_diary(diary)
    visit = Visit(
        first=ago(NINE_MONTHS - 1),
        last=LAST,
        on=date(2026, 11, 24),
        name="महेश Ελένη שָׁלוֹם محمد 山田 Юлия",
        questions=("Should I stay on 2,000 IU over the winter?",),
        parts=frozenset(ReportPart) if has_parts else frozenset(),
        is_grey=is_grey,
    )
    rendered = render_pdf(make_report(odd.diary, CLOCK, visit))
    assert rendered.notes == ()
    return PdfReader(BytesIO(rendered.content))


@pytest.fixture(params=[(name, parts) for name in DIARIES for parts in (False, True)], ids=str)
def report(request: pytest.FixtureRequest) -> PdfReader:
    name, has_parts = request.param
    return report_of(name, has_parts=has_parts, is_grey=name == "forty_treatments")


def elements(reader: PdfReader) -> list[Any]:
    """Return all elements of the structure, in reading order."""
    found: list[Any] = []
    left: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while left:
        node = left.pop()
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            left.extend(reversed(node))
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                left.append(node["/K"])
    return found


def kinds(reader: PdfReader) -> list[str]:
    return [str(element["/S"]) for element in elements(reader)]


def test_file_says_what_it_is_in_which_language_and_that_it_is_tagged(report: PdfReader) -> None:
    root: Any = report.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of true
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - as above
    assert report.metadata is not None
    assert report.metadata.title == "Night cramp diary"
    xmp = root["/Metadata"].get_data().decode()
    for said in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
        assert said in xmp
    assert {str(page["/Tabs"]) for page in report.pages} == {"/S"}
    assert all("/StructParents" in page for page in report.pages)


def test_every_picture_is_told_in_words(report: PdfReader) -> None:
    pictures = [element for element in elements(report) if element["/S"] == "/Figure"]
    assert all(len(str(picture.get("/Alt", ""))) > 10 for picture in pictures)


def test_every_table_has_a_row_of_headings_that_say_what_they_head(report: PdfReader) -> None:
    for table in (element for element in elements(report) if element["/S"] == "/Table"):
        heads = [cell for cell in _within(table) if cell["/S"] == "/TH"]
        assert heads
        for head in heads:
            told = head["/A"]
            attributes = told if isinstance(told, ArrayObject) else [told]
            scopes = {one.get_object().get("/Scope") for one in attributes}
            assert scopes & {"/Column", "/Row", "/Both"}


def _within(element: Any) -> list[Any]:
    found: list[Any] = []
    left: list[Any] = [element["/K"]]
    while left:
        node = left.pop()
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            left.extend(node)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            found.append(node)
            left.append(node.get("/K"))
    return found


def test_headings_begin_with_the_first_level_and_leave_none_out(report: PdfReader) -> None:
    levels = [int(kind[2:]) for kind in kinds(report) if kind in {"/H1", "/H2", "/H3", "/H4"}]
    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


def test_every_font_is_in_the_file_and_its_letters_can_be_copied(report: PdfReader) -> None:
    fonts = {
        str(name): font.get_object()
        for page in report.pages
        for place in _resources(page["/Resources"])
        for name, font in (place["/Font"].get_object().items() if "/Font" in place else ())
    }
    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)


def _resources(found: Any) -> list[Any]:
    """Return the resources of a page and of the drawings on it."""
    own = found.get_object()
    drawn = own["/XObject"].get_object().values() if "/XObject" in own else ()
    inner = [one.get_object()["/Resources"] for one in drawn if "/Resources" in one.get_object()]
    return [own, *(deeper for one in inner for deeper in _resources(one))]


def test_nothing_runs_and_nothing_hangs_on_the_file(report: PdfReader) -> None:
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(report.root_object)
    assert not report.attachments
    notes: list[Any] = [
        note.get_object() for page in report.pages for note in page.annotations or ()
    ]
    for note in notes:
        assert note["/Subtype"] == "/Link"
        assert "/A" not in note or note["/A"]["/S"] == "/GoTo"
