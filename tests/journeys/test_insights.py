"""From a question to the nights behind the answer, by keys alone: the page Insights."""

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Phase, Record, Treatment
from tests.journeys.desk import Desk
from tests.journeys.tabbing import has_focus, tab_to
from tests.journeys.waiting import until

pytestmark = pytest.mark.slow

FIRST, START, LAST = date(2026, 3, 1), date(2026, 6, 1), date(2026, 11, 21)
TIMELINE = "Timeline of cramps, treatments and lab results"


def test_from_a_treatments_start_to_its_sentence_a_charts_table_and_a_night(desk: Desk) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30")
    desk.remember(*_story())
    desk.open(says="Your last 14 nights")

    desk.display.press("ctrl+5")
    desk.wait_for("cramps a week")
    tab_to(desk, "Since a treatment")
    desk.display.press("space")
    desk.wait_for("Magnesium citrate, 1 Jun 2026")
    desk.display.press("Return")
    seen = desk.wait_for("Since a treatment: Magnesium citrate, 1 Jun 2026")
    assert seen.says("Before and during Magnesium citrate 300 mg daily")
    assert seen.says("Before: ")

    tab_to(desk, "Week by week")
    desk.display.press("Return")
    desk.wait_for("Show as a table")
    tab_to(desk, "Show as a table")
    desk.display.press("space")
    desk.wait_for("Hide the table")
    desk.display.press("ctrl+c")
    copied = _clipboard(desk).splitlines()
    assert copied[0].startswith("Week from\t")
    assert copied[1].startswith("2026-06-01\t7\t7\t")

    saved = desk.folder / "rates.csv"
    tab_to(desk, "Save chart")
    desk.display.press("space")
    desk.wait_for("File &name:")
    desk.display.press("ctrl+a")
    desk.display.type(saved.name)
    desk.display.press("Return")
    until(lambda: saved.exists() and "2026-06-01" in saved.read_text("utf-8"), "the saved table")

    desk.wait_for("Insights: Week by week")
    tab_to(desk, "Back")
    desk.display.press("space")
    desk.wait_for(TIMELINE)
    tab_to(desk, TIMELINE, "shift+Tab")
    desk.display.press("ctrl+Left", "ctrl+Left", "Return")
    until(lambda: has_focus(desk, "NightsView"), "the list of nights in the Diary has the keys")
    desk.display.press("Return")
    desk.wait_for("The night from Friday 20 to Saturday 21 November")


def _story() -> list[Record]:
    """Return a diary with twice as many cramps before a treatment as while taking it."""
    treatment = Treatment(name="Magnesium citrate")
    phase = Phase(
        treatment_id=treatment.id, start=START, dose=Decimal(300), unit="mg", every_days=1
    )
    records: list[Record] = [treatment, phase]
    for number in range((LAST - FIRST).days + 1):
        night = FIRST + timedelta(days=number)
        if number % (2 if night < START else 4) == 0:
            records.append(Cramp(night=night))
        else:
            records.append(Night(night=night, answer=NightState.WITHOUT_CRAMPS))
    return records


def _clipboard(desk: Desk) -> str:
    """Return what another program would paste."""
    code = "from PySide6.QtGui import QGuiApplication as A; a = A([]); print(a.clipboard().text())"
    pasted = subprocess.run(
        [sys.executable, "-c", code],
        env=desk.display.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return pasted.stdout
