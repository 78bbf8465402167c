"""Charts go to other programs by keys alone: copied, saved, and all at once into a folder."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Record
from tests.journeys.desk import Desk
from tests.journeys.tabbing import tab_to
from tests.journeys.waiting import until

pytestmark = pytest.mark.slow

LAST, NIGHTS = date(2026, 11, 21), 70
TIMELINE = "Timeline of cramps, treatments and lab results"
# What another program finds on the clipboard.
_PASTE = """
from PySide6.QtGui import QGuiApplication, QImage
app = QGuiApplication([])
data = QGuiApplication.clipboard().mimeData()
image = data.imageData()
print(0 if image is None else image.width(), *data.formats())
"""


def test_a_chart_is_copied_and_saved_and_all_of_them_into_a_folder(desk: Desk) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30")
    desk.remember(*_story())
    desk.open(says="Your last 14 nights")
    desk.display.press("ctrl+5")
    desk.wait_for("24 cramps on 70 recorded nights")

    tab_to(desk, TIMELINE)
    desk.display.press("ctrl+c")
    desk.wait_for("The chart is on the clipboard, as a picture.")
    assert _pasted(desk)[0] == "1920"

    tab_to(desk, "Copy or drag")
    desk.display.press("Return")
    desk.wait_for("Copy as a drawing (SVG)")
    tab_to(desk, "Copy as a drawing (SVG)")
    desk.display.press("Return")
    desk.wait_for("The chart is on the clipboard, as a drawing.")
    assert "image/svg+xml" in _pasted(desk)

    tab_to(desk, "Copy or drag")
    desk.display.press("Return")
    desk.wait_for("Copy as a drawing (SVG)")
    tab_to(desk, "Save chart")
    desk.display.press("Return")
    desk.wait_for("File &name:")
    desk.display.press("ctrl+a")
    desk.display.type("mine.svg")
    desk.display.press("Return")
    saved = desk.folder / "mine.svg"
    until(
        lambda: saved.exists() and "13 Sep 2026 to 21 Nov 2026" in saved.read_text("utf-8"),
        "the saved chart says its days",
    )

    desk.wait_for("Chart saved")
    tab_to(desk, "Save all charts")
    desk.display.press("Return")
    desk.wait_for("Tables (CSV)")
    tab_to(desk, "Tables (CSV)")
    desk.display.press("Return")
    folder = desk.folder / "mine"
    folder.mkdir()
    desk.wait_for("Directory:")
    desk.display.press("ctrl+a")
    desk.display.type(str(folder))
    desk.display.press("Return")
    desk.wait_for(f"charts saved in {folder}")
    assert (folder / "Week by week 2026-09-13 to 2026-11-21.csv").exists()


def _story() -> list[Record]:
    nights = [LAST - timedelta(days=ago) for ago in range(NIGHTS)]
    return [
        Cramp(night=night)
        if number % 3 == 0
        else Night(night=night, answer=NightState.WITHOUT_CRAMPS)
        for number, night in enumerate(nights)
    ]


def _pasted(desk: Desk) -> list[str]:
    """Return how wide the picture is that another program would paste, and which formats."""
    pasted = subprocess.run(
        [sys.executable, "-c", _PASTE],
        env=desk.display.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return pasted.stdout.split()
