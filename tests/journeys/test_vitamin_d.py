"""The story the project began with, by keys alone: deficient, a course, then less, a retest."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

import pytest

from crampdiary.domain.records import LabResult, Phase, Record, Treatment
from tests.journeys.desk import Desk
from tests.journeys.waiting import until

pytestmark = pytest.mark.slow
R = TypeVar("R", bound=Record)

ADD_RESULTS, ADD_TREATMENT = "Add results", "Add a treatment"
DAY_FIELD = "Day on which blood was taken"
MOST_TABS = 20
COURSE = "50,000 IU weekly for 8 weeks, prescribed, then 2,000 IU daily"


def test_from_the_first_blood_test_to_the_retest(desk: Desk) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-01-21 08:30", runs=True)
    desk.open(says="Your nights will be here")

    _open_form(desk, "ctrl+4", ADD_RESULTS)
    _press_button(desk, "Vitamin D and bone")
    _type_values(desk, "14.2", "2.21", "38")
    desk.wait_for("3 results added.")
    assert [(one.test, one.unit) for one in _stored(desk, LabResult, 3)] == [
        ("25-OH vitamin D", "ng/mL"),
        ("Albumin", "g/L"),
        ("Calcium, total", "mmol/L"),
    ]

    desk.clock.show("2026-03-16 08:30", runs=True)
    _open_form(desk, "ctrl+3", ADD_TREATMENT)
    desk.display.type("Vit D")
    desk.display.press("Tab")
    desk.wait_for("Counts as vitamin D3")
    desk.display.type(COURSE)
    desk.wait_for("7,143 IU")
    desk.display.press("ctrl+Return")
    desk.wait_for("Vit D added.")
    (treatment,) = _stored(desk, Treatment, 1)
    assert treatment.name == "Vit D"
    assert [
        (phase.dose, phase.every_days, phase.start, phase.end, phase.prescribed)
        for phase in _stored(desk, Phase, 2)
    ] == [
        (Decimal(50000), 7, date(2026, 3, 16), date(2026, 5, 10), True),
        (Decimal(2000), 1, date(2026, 5, 11), None, None),
    ]

    desk.clock.show("2026-08-17 08:30", runs=True)
    _open_form(desk, "ctrl+4", ADD_RESULTS)
    _press_button(desk, "Same as last time")
    _type_values(desk, "83 nmol/L", "2.33", "39")
    desk.wait_for("3 results added.")
    retest = [one for one in _stored(desk, LabResult, 6) if one.test == "25-OH vitamin D"][-1]
    assert (retest.value, retest.unit, retest.taken_on) == (
        Decimal(83),
        "nmol/L",
        date(2026, 8, 17),
    )

    desk.display.press("ctrl+3")
    seen = desk.wait_for("2,000 IU (50 µg) a day, since 11 May 2026")
    assert seen.says("100 % taken")
    desk.display.press("ctrl+z")
    assert len(_stored(desk, LabResult, 3)) == 3


def _open_form(desk: Desk, page: str, button: str) -> None:
    """Go to a page, and by its button to a form."""
    desk.display.press(page)
    desk.wait_for(button)
    _press_button(desk, button)
    desk.wait_for("Save")


def _press_button(desk: Desk, button: str) -> None:
    """Go to a button with Tab, one press after the other, and press it."""
    at = _focus(desk)
    for _ in range(MOST_TABS):
        if button in at:
            desk.display.press("space")
            return
        desk.display.press("Tab")
        if DAY_FIELD in at:  # day, month and year are a stop each, and look the same from here
            with suppress(AssertionError):
                at = until(partial(_moved, desk, at), "Tab leaves the day", patience_s=0.5)
        else:
            at = until(partial(_moved, desk, at), "Tab moves the focus")
    raise AssertionError(f"{MOST_TABS} presses of Tab do not reach {button!r}")


def _focus(desk: Desk) -> frozenset[str]:
    """Return the words of what has the keyboard."""
    seen = desk.see()
    parts = () if seen is None else seen.parts
    return frozenset(words for part in parts if part.has_focus for words in (part.text, part.name))


def _moved(desk: Desk, before: frozenset[str]) -> frozenset[str] | None:
    now = _focus(desk)
    return now if now and now != before else None


def _type_values(desk: Desk, *values: str) -> None:
    """Type the values of a panel, each followed by Enter, and save."""
    for value in values:
        desk.display.type(value)
        desk.display.press("Return")
    desk.display.press("ctrl+Return")


def _stored(desk: Desk, kind: type[R], count: int) -> list[R]:
    """Return what is in the file, once there is as much of it."""

    def found() -> list[R] | None:
        records = desk.diary.records(kind)
        return records if len(records) == count else None

    return until(found, f"{count} of {kind.kind} are in the file")
