"""From a recorded diary to a page in the doctor's hand, by keys alone: the page Report."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from crampdiary.domain.choices import ReportPart, ReportPeriod
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Record, Treatment
from crampdiary.domain.report_choices import ReportChoices
from crampdiary.services.report.choices import report_choices
from tests.journeys.desk import Desk
from tests.journeys.display import end
from tests.journeys.tabbing import tab_to
from tests.journeys.waiting import until

pytestmark = pytest.mark.slow

FIRST, START, LAST = date(2026, 3, 1), date(2026, 6, 1), date(2026, 11, 21)
QUESTION = "Is it the water tablet?"


def test_from_a_recorded_diary_to_a_saved_page_with_a_question_and_an_appendix(desk: Desk) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30")
    desk.remember(*_story())
    app = desk.open(says="Your last 14 nights")

    desk.display.press("ctrl+6")
    desk.wait_for("Nights on the page")
    tab_to(desk, "Nights on the page: 9 months")
    desk.display.press(*["Right"] * 3, "space")  # 12 months, all, since a treatment
    until(lambda: _chosen(desk).period is ReportPeriod.TREATMENT, "the period is in the file")
    tab_to(desk, "Question 1")
    desk.display.type(QUESTION)
    desk.wait_for(QUESTION)
    tab_to(desk, "All lab results")
    desk.display.press("space")
    until(lambda: ReportPart.LABS in _chosen(desk).parts, "the part is in the file")
    assert _chosen(desk).question_1 == QUESTION
    desk.wait_for("Page 1 of 2")

    saved = desk.folder / "for my doctor.pdf"
    _save(desk, saved)
    words = [page.extract_text() for page in PdfReader(BytesIO(saved.read_bytes())).pages]
    assert len(words) == 2
    assert QUESTION in words[0]
    assert "1 Jun 2026 to 21 Nov 2026" in words[0]
    assert "All lab results" in words[1]

    end(app)
    desk.open(says="Your last 14 nights")
    desk.display.press("ctrl+6")
    seen = desk.wait_for("Page 1 of 2")
    assert any(part.kind == "TextField" and part.text == QUESTION for part in seen.parts)
    assert "Since a treatment" in seen.pressed


def test_at_night_the_report_is_red_from_its_form_to_its_pages(desk: Desk) -> None:
    desk.be_remembered(start="always", colours="always")
    desk.clock.show("2026-11-22 02:31")
    desk.remember(*_story(), ReportChoices(parts=frozenset({ReportPart.LABS})))
    with desk.display.filmed() as film:
        desk.open(says="No cramp is going on")
        desk.display.press("Escape", "ctrl+6")
        desk.wait_for("Page 1 of 2")
        film.go_on()
    assert film.drawn
    assert film.is_red


def _story() -> list[Record]:
    """Return a diary with a treatment and a lab result."""
    treatment = Treatment(name="Magnesium citrate")
    phase = Phase(
        treatment_id=treatment.id, start=START, dose=Decimal(300), unit="mg", every_days=1
    )
    lab = LabResult(
        taken_on=date(2026, 7, 1), test="Magnesium", value=Decimal("0.82"), unit="mmol/L"
    )
    records: list[Record] = [treatment, phase, lab]
    for number in range((LAST - FIRST).days + 1):
        night = FIRST + timedelta(days=number)
        if number % 3 == 0:
            records.append(Cramp(night=night))
        else:
            records.append(Night(night=night, answer=NightState.WITHOUT_CRAMPS))
    return records


def _chosen(desk: Desk) -> ReportChoices:
    return report_choices(desk.diary)


def _save(desk: Desk, path: Path) -> None:
    tab_to(desk, "Save", "shift+Tab")
    desk.display.press("space")
    desk.wait_for("File &name:")
    desk.display.press("ctrl+a")
    desk.display.type(path.name)
    desk.display.press("Return")
    until(lambda: path.exists() and path.read_bytes().rstrip().endswith(b"%%EOF"), "the saved page")
