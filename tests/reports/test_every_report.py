"""What holds for the report of any diary: read back from its file and counted once more.

CI tries a few dozen diaries of up to two years. Hundreds, with twenty years and 31,000 cramps
among them, take some minutes:

    CRAMPDIARY_REPORT_EXAMPLES=500 python -m pytest tests/reports/test_every_report.py
"""

import re
from collections import Counter
from io import BytesIO

from hypothesis import Phase as Step
from hypothesis import event, given, settings
from pypdf import PdfReader

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page import DoctorPage
from crampdiary.reports.render import render_pdf
from crampdiary.services.report.files import report_name
from crampdiary.services.report.making import make_report
from tests.reports.counting import Counted, coverage, figures, lab_cells, period_cells
from tests.reports.diaries import CLOCK, EXAMPLES, PERSON, Case, cases
from tests.reports.reading import Element, Sheet, columns_that_meet, number_before, sheets

TITLES = {
    ReportPart.NIGHTS: "Every night",
    ReportPart.CRAMPS: "All cramps",
    ReportPart.LABS: "All lab results",
    ReportPart.ADHERENCE: "Treatments and doses taken",
    ReportPart.CHARTS: "More charts",
    ReportPart.METHOD: "How it was computed",
}
# As many sheets are looked at letter by letter: the page, and some of what follows.
LOOKED_AT = 8 if EXAMPLES else 3
# Behind a Hebrew name a day's parts are told in another order.
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2}( \d{4})?|(\d{4} )?[A-Z][a-z]{2} \d{1,2}")
_NUMBER = re.compile(r"(?<!\S)\d[\d.]*(?!\S)")
_RATE = re.compile(r"[\d.]+ \([^)]*\)|[\d,]+ cramps?, too few nights for a rate")
_LISTS = {"medicine": "Medicines", "condition": "Conditions"}


@settings(
    max_examples=EXAMPLES or 30,
    phases=[step for step in Step if step is not Step.explain],
)
@given(cases())
def test_report_of_any_diary(case: Case) -> None:
    report = make_report(case.diary, CLOCK, case.visit)
    rendered = render_pdf(report, paper=case.paper)
    event("as it should be" if not rendered.notes else rendered.notes[0])
    pages = sheets(rendered.content)
    first_part_is_one_page(case, pages)
    for sheet in (pages[0], *pages[1 : LOOKED_AT - 1], pages[-1]):
        everything_has_its_room(sheet)
    figures_are_those_of_the_diary(case, pages[0])
    rows_are_those_of_the_diary(case, pages)
    lists_are_whole_or_say_so(report.page, pages)
    if case.visit.name is None:
        nobody_is_named(case, rendered.content, pages)


def first_part_is_one_page(case: Case, pages: list[Sheet]) -> None:
    parts = [part for part in ReportPart if part in case.visit.parts]
    assert f"page 1 of {len(pages)}" in pages[0].words
    assert not [title for title in headings(pages[0], "H1") if title in TITLES.values()]
    begun = [title for sheet in pages[1:] for title in headings(sheet, "H1")]
    assert begun == [TITLES[part] for part in parts]
    if parts:
        assert headings(pages[1], "H1") == [TITLES[parts[0]]]
    else:
        assert len(pages) == 1


def everything_has_its_room(sheet: Sheet) -> None:
    assert sheet.letters[0]
    assert sheet.beyond_margins() == ""
    assert sheet.overlaps() == []
    assert [words for table in sheet.tables() for words in columns_that_meet(table)] == []


def figures_are_those_of_the_diary(case: Case, page: Sheet) -> None:
    now = Counted(case.diary, case.visit.first, case.visit.last)
    before = Counted(case.diary, *now.before)
    for said in (*figures(now, before), *coverage(now)):
        assert said in page.words, said


def rows_are_those_of_the_diary(case: Case, pages: list[Sheet]) -> None:
    now = Counted(case.diary, case.visit.first, case.visit.last)
    periods, labs = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    written = Counter[tuple[str, str]]()
    for (day, value), count in lab_cells(case.diary, now).items():
        written[in_any_order(day), value] += count
    for header, *rows in pages[0].tables():
        for row in ([cell.words for cell in cells] for cells in rows):
            if header[0].words == "Treatment":
                rate = re.match(
                    r"[\d.]+ \([^)]*\)|[\d,]+ cramps?, too few nights for a rate", row[-1]
                )
                assert rate is not None, row
                periods[row[-2], rate[0]] += 1
            else:
                at = next(number for number, words in enumerate(row) if _DAY.fullmatch(words))
                day, numbers = in_any_order(row[at]), _NUMBER.findall(row[at + 1])
                # Behind the value stands what it is in another unit; Hebrew may turn them round.
                labs[day, next((one for one in numbers if (day, one) in written), "")] += 1
    for what, part, shown, there in (
        ("period", ReportPart.ADHERENCE, periods, period_cells(case.diary, now)),
        ("result", ReportPart.LABS, labs, written),
    ):
        assert shown <= there, shown - there
        assert shown or not there
        left_out, number = number_before(what, pages[0].words)
        assert shown.total() + left_out == there.total()
        is_found_there(part, left_out, number, pages)


def in_any_order(words: str) -> str:
    return " ".join(sorted(words.split()))


def lists_are_whole_or_say_so(page: DoctorPage, pages: list[Sheet]) -> None:
    for what, title in _LISTS.items():
        texts = page.medicines if what == "medicine" else page.conditions
        left_out, number = number_before(what, pages[0].words)
        assert len(below(pages[0], title)) + left_out == len(texts)
        is_found_there(ReportPart.ADHERENCE, left_out, number, pages)


def is_found_there(part: ReportPart, left_out: int, number: int | None, pages: list[Sheet]) -> None:
    """Tell that rows that were left out are said to be on the sheet where their part begins."""
    begins = [at for at, sheet in enumerate(pages, 1) if TITLES[part] in headings(sheet, "H1")]
    assert number == (begins[0] if left_out and begins else None)


def nobody_is_named(case: Case, content: bytes, pages: list[Sheet]) -> None:
    reader = PdfReader(BytesIO(content))
    told = [sheet.words for sheet in pages]
    told += [element.alt for sheet in pages[:LOOKED_AT] for element in everything(sheet)]
    told += [str(value) for value in (reader.metadata or {}).values()]
    told.append(reader.root_object["/Metadata"].get_data().decode())  # type: ignore[attr-defined] # always written
    told.append(report_name(case.visit))
    assert not reader.attachments
    for part in PERSON.split():
        assert not [text for text in told if part in text.replace(" ", "")]


def headings(sheet: Sheet, kind: str) -> list[str]:
    return [element.whole for root in sheet.structure for element in root.all(kind)]


def everything(sheet: Sheet) -> list[Element]:
    """Return all elements of a sheet, in reading order."""
    found = []
    left = list(reversed(sheet.structure))
    while left:
        element = left.pop()
        found.append(element)
        left.extend(reversed(element.children))
    return found


def below(sheet: Sheet, title: str) -> list[str]:
    """Return the items of the list under a heading."""
    heading = ""
    for element in everything(sheet):
        if element.kind == "H2":
            heading = element.whole
        elif element.kind == "L" and heading == title:
            return [item.whole for item in element.all("LI")]
    return []
