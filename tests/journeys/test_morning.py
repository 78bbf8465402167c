"""The morning after, and a week that was missed: by keys alone, in a person's time."""

import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from crampdiary.domain.choices import (
    DoseStatus,
    DurationBasis,
    EveningTag,
    Provenance,
    Side,
    Site,
    Soreness,
)
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import NightState, from_wall_clock
from crampdiary.domain.records import Cramp, Dose, Night, Phase, Treatment
from crampdiary.ui.diary.words import RECALLED
from tests.journeys.desk import BERLIN, Desk
from tests.journeys.display import HUMAN_MS
from tests.journeys.today import PAGES, shown_day, strip_of
from tests.journeys.waiting import until

pytestmark = pytest.mark.slow

LAST_NIGHT = date(2026, 11, 21)
MOST_S = 20.0
MAGNESIUM = Treatment(name="Magnesium citrate")
PLAN = Phase(
    treatment_id=MAGNESIUM.id, start=date(2026, 10, 1), dose=Decimal(300), unit="mg", every_days=1
)
QUININE = Treatment(name="Quinine")
AS_NEEDED = Phase(treatment_id=QUININE.id, start=date(2026, 10, 2), every_days=None)
# What is pressed on the morning after, and why.
MORNING = (
    ("u",),  # the cramp never ended was as long as they usually are
    ("e", "6", "e"),  # the first one: its pain
    ("a", "5", "4", "5", "Return", "2", "Return", "5", "r", "f", "Escape"),  # one not logged
    ("4",),  # sleep
    ("s", "s"),  # sore: no, a little
    ("f", "minus"),  # as many glasses as usual, less one
    ("o", "space"),  # long sitting
    ("m", "space"),  # the magnesium was missed
    ("ctrl+Return",),
)
# A week that was missed, from its last night back to its first.
WEEK = (
    ("ctrl+Left", "n"),
    ("Return", "n"),
    ("Return", "question"),
    ("Return", "k"),
    ("Return", "a", "3", "Return", "4", "Return", "6", "l", "c"),  # a cramp at 03:00, 4 minutes
    ("ctrl+Return", "n"),
    ("Return", "n"),
    ("Return",),
)


def test_the_morning_after_a_night_with_cramps(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30", runs=True)
    earlier = [Night(night=date(2026, 11, day), fluids_ml=1750) for day in range(10, 15)]
    usual = [_cramp(day, f"2026-11-{day} 23:30", 240) for day in range(10, 15)]
    logged = _cramp(21, "2026-11-22 02:31", 134)
    forgotten = _cramp(21, "2026-11-22 04:10", None)
    desk.remember(MAGNESIUM, PLAN, *earlier, *usual, logged, forgotten)
    desk.open(says="This cramp was never ended. How long was it?")

    began = time.monotonic()
    for keys in MORNING:
        desk.display.press(*keys, pause_ms=HUMAN_MS)
    desk.wait_for("Last night: 3 cramps, sleep disturbed 4 of 10, 1.5 L to drink.")
    took_s = time.monotonic() - began
    record_property("presses", desk.display.presses)
    record_property("seconds, at a human's pace", f"{took_s:.1f}")
    assert took_s <= MOST_S

    first, second, third = (cramp for cramp in desk.cramps() if cramp.night == LAST_NIGHT)
    assert (first.id, first.start, first.duration_s, first.pain) == (
        *(logged.id, logged.start),
        *(134, 6),
    )
    assert (second.id, second.start, second.is_open) == (forgotten.id, forgotten.start, False)
    assert (second.duration_s, second.duration_basis) == (240, DurationBasis.ESTIMATED)
    assert second.measured_s is None  # a guess is none of the statistics' business
    assert third.start == from_wall_clock(datetime.fromisoformat("2026-11-22 05:45"), BERLIN)
    assert (third.duration_s, third.duration_basis) == (120, DurationBasis.TOLD)
    assert (third.pain, third.side, third.sites) == (5, Side.RIGHT, frozenset({Site.FOOT}))
    assert third.provenance is Provenance.NEXT_MORNING
    assert desk.diary.find(Night, night_id(LAST_NIGHT)) == Night(
        night=LAST_NIGHT,
        fluids_ml=1500,
        tags=frozenset({EveningTag.LONG_SITTING}),
        sleep_disturbance=4,
        soreness=Soreness.A_LITTLE,
        provenance=Provenance.NEXT_MORNING,
    )
    missed = Dose(treatment_id=MAGNESIUM.id, day=LAST_NIGHT, status=DoseStatus.MISSED)
    assert desk.diary.records(Dose) == [missed]


def test_a_usual_morning_without_cramps_takes_two_presses(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30")
    desk.remember(_quiet(20))
    desk.open(says=PAGES)
    desk.display.press("n", "Return", pause_ms=HUMAN_MS)
    desk.wait_for("Last night: no cramps.")
    record_property("presses", desk.display.presses)
    assert desk.nights() == [_quiet(20), Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS)]


def test_one_of_three_missed_and_two_taken_as_needed_are_told_by_a_few_keys(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30")
    desk.remember(_quiet(20), MAGNESIUM, replace(PLAN, times_a_day=3), QUININE, AS_NEEDED)
    desk.open(says="Magnesium citrate 300 mg 3 times a day")
    for keys in (("m", "space", "minus", "minus"), ("m", "space", "plus")):
        desk.display.press(*keys, pause_ms=HUMAN_MS)
    record_property("presses", desk.display.presses)
    assert desk.wait_for("Took 2").says("1 of 3 missed")
    assert {dose.treatment_id: (dose.status, dose.count) for dose in desk.diary.records(Dose)} == {
        MAGNESIUM.id: (DoseStatus.MISSED, 1),
        QUININE.id: (DoseStatus.EXTRA, 2),
    }
    desk.display.press("ctrl+z", "ctrl+z")
    until(lambda: len(desk.diary.records(Dose)) == 1, "what was taken as needed is taken back")
    assert desk.wait_for("Took one").says("1 of 3 missed")
    assert [dose.treatment_id for dose in desk.diary.records(Dose)] == [MAGNESIUM.id]


def test_what_was_said_until_the_app_was_killed_is_kept(desk: Desk) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30")
    desk.remember(_quiet(20))
    app = desk.open(says=PAGES)
    desk.display.press("question", "3", "s", "g")
    until(lambda: [night for night in desk.nights() if night.fluids_ml is not None], "the glass")
    app.send_signal(signal.SIGKILL)
    app.wait()
    desk.be_remembered(start="never", colours="never")
    told = desk.nights()[-1]
    assert (told.night, told.answer) == (LAST_NIGHT, NightState.DONT_REMEMBER)
    assert (told.sleep_disturbance, told.soreness) == (3, Soreness.NO)
    desk.open(says=PAGES)
    assert strip_of(desk.wait_for(PAGES))[-1] == (21, "don't remember")


def test_a_week_that_was_missed_is_filled_in_by_the_key_to_the_next_not_recorded(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    _open_after_a_missed_week(desk)
    began = time.monotonic()
    for keys in WEEK:
        desk.display.press(*keys, pause_ms=HUMAN_MS)
    seen = desk.wait_for("Saved.")
    took_s = time.monotonic() - began
    record_property("presses for 7 nights", desk.display.presses)
    record_property("seconds, at a human's pace", f"{took_s:.1f}")
    assert strip_of(seen)[6:] == [
        *((14, "no cramps"), (15, "no cramps"), (16, "1 cramp"), (17, "not tracking")),
        *((18, "don't remember"), (19, "no cramps"), (20, "no cramps"), (21, "no cramps")),
    ]
    told = {night.night.day: night for night in desk.nights()}
    for day in (14, 15, 17, 18, 19, 20):
        assert told[day].provenance is Provenance.RECALLED
    assert told[21].provenance is Provenance.NEXT_MORNING
    (cramp,) = desk.cramps()
    assert cramp.start == from_wall_clock(datetime.fromisoformat("2026-11-17 03:00"), BERLIN)
    assert (cramp.night.day, cramp.duration_s, cramp.pain) == (16, 240, 6)
    assert (cramp.side, cramp.sites) == (Side.LEFT, frozenset({Site.CALF}))
    assert (cramp.duration_basis, cramp.provenance) == (DurationBasis.TOLD, Provenance.RECALLED)


def test_nights_of_the_strip_are_opened_by_arrow_keys_and_say_that_they_were_recalled_later(
    desk: Desk,
) -> None:
    _open_after_a_missed_week(desk)
    desk.display.press("Tab", "Left", "Left", "Left", "Return")
    until(lambda: shown_day(desk.wait_for(PAGES)) == 18, "the night of the 18th")
    desk.display.press("n")
    assert desk.wait_for("8 recorded, 6 not recorded").says(RECALLED)
    desk.display.press("Left", "space")
    until(lambda: shown_day(desk.wait_for(PAGES)) == 17, "the night of the 17th")
    desk.display.press("question", "Return")
    desk.wait_for("8 recorded, 5 not recorded")
    told = [(night.night.day, night.answer, night.provenance) for night in desk.nights()[-3:]]
    assert told == [
        (17, NightState.DONT_REMEMBER, Provenance.RECALLED),
        (18, NightState.WITHOUT_CRAMPS, Provenance.RECALLED),
        (21, NightState.WITHOUT_CRAMPS, Provenance.NEXT_MORNING),
    ]


def _open_after_a_missed_week(desk: Desk) -> None:
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-22 08:30")
    desk.remember(*(_quiet(day) for day in range(8, 14)), _quiet(21))
    desk.open(says="7 recorded, 7 not recorded")


def _quiet(day: int) -> Night:
    return Night(night=date(2026, 11, day), answer=NightState.WITHOUT_CRAMPS)


def _cramp(day: int, reading: str, length_s: int | None) -> Cramp:
    """Return a cramp that was logged live, or (without a length) never ended."""
    start = from_wall_clock(datetime.fromisoformat(reading), BERLIN)
    return Cramp(
        night=date(2026, 11, day),
        start_utc=start.utc,
        zone=start.zone,
        offset_min=start.offset_min,
        is_open=length_s is None,
        duration_s=length_s,
        duration_basis=None if length_s is None else DurationBasis.TIMED,
        side=Side.LEFT,
    )
