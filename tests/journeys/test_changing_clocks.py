"""Clocks that jump while the app is left running: no night is lost, none is there twice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from crampdiary.domain.choices import DurationBasis, Provenance, Side
from crampdiary.domain.nights import ONE_DAY, NightState, from_wall_clock, localise
from crampdiary.domain.records import Night
from tests.journeys.desk import Desk
from tests.journeys.today import PAGES, log_live, strip_of, turned_day

pytestmark = pytest.mark.slow

STRIP = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A night in which clocks change: where, when (UTC), from which offset to which (minutes).

    `evenings` are those of the nights that its cramps belong to, before the change and after it.
    """

    zone: str
    at: str
    offsets: tuple[int, int]
    evenings: tuple[str, str]

    @property
    def instant(self) -> datetime:
        """Return when clocks change."""
        return datetime.fromisoformat(f"{self.at}+00:00")

    @property
    def nights(self) -> tuple[date, date]:
        """Return the nights of the cramps before and after."""
        before, after = map(date.fromisoformat, self.evenings)
        return before, after


CHANGES = (
    Change(
        zone="Europe/Berlin",
        at="2026-03-29 01:00",
        offsets=(60, 120),
        evenings=("2026-03-28", "2026-03-28"),
    ),
    Change(
        zone="Europe/Berlin",
        at="2026-10-25 01:00",
        offsets=(120, 60),
        evenings=("2026-10-24", "2026-10-24"),
    ),
    Change(
        zone="America/New_York",
        at="2026-03-08 07:00",
        offsets=(-300, -240),
        evenings=("2026-03-07", "2026-03-07"),
    ),
    Change(
        zone="America/New_York",
        at="2026-11-01 06:00",
        offsets=(-240, -300),
        evenings=("2026-10-31", "2026-10-31"),
    ),
    Change(
        zone="Australia/Lord_Howe",
        at="2026-04-04 15:00",
        offsets=(660, 630),
        evenings=("2026-04-04", "2026-04-04"),
    ),
    Change(
        zone="Australia/Lord_Howe",
        at="2026-10-03 15:30",
        offsets=(630, 660),
        evenings=("2026-10-03", "2026-10-03"),
    ),
    # After Thursday 29 December came Saturday 31: its small hours end the night of that Thursday.
    Change(
        zone="Pacific/Apia",
        at="2011-12-30 10:00",
        offsets=(-600, 840),
        evenings=("2011-12-29", "2011-12-29"),
    ),
)
# When each cramp begins, in seconds from the change, and how long it is.
CRAMPS = ((-3 * 3600, 300), (-60, 180), (30 * 60, 40), (4 * 3600, 60))


@pytest.mark.parametrize("change", CHANGES, ids=lambda it: f"{it.zone} {it.at[:10]}")
def test_a_night_in_which_clocks_change_is_whole_and_there_once(desk: Desk, change: Change) -> None:
    first, last = change.nights
    told = Night(night=first - ONE_DAY, answer=NightState.WITHOUT_CRAMPS)
    desk.be_remembered(start="never", colours="never")
    desk.clock.be(change.instant - timedelta(hours=4), change.zone)
    desk.remember(told)
    desk.open(says=PAGES)
    shown = [turned_day(desk)]
    for since_s, length_s in CRAMPS:
        desk.clock.be(change.instant + timedelta(seconds=since_s))
        shown.append(turned_day(desk))
        log_live(desk, length_s)
        shown.append(turned_day(desk))
    morning = localise(change.instant + timedelta(hours=4), change.zone).wall_clock.date()
    for days, time in ((0, "11:59"), (0, "12:00"), (0, "23:59"), (1, "00:00")):
        desk.clock.show(f"{morning + days * ONE_DAY} {time}")
        shown.append(turned_day(desk))

    nights = list(dict.fromkeys((first - ONE_DAY, first, last, morning)))
    assert _changes_of(shown) == [night.day for night in nights]
    assert desk.nights() == [told]
    _assert_cramps_are_whole(desk, change)
    known = {told.night: "no cramps", first: "4 cramps", last: "4 cramps"}
    if first != last:
        known |= {first: "2 cramps", last: "2 cramps"}
    latest = [nights[-1] - days * ONE_DAY for days in reversed(range(STRIP))]
    expected = [(night.day, known.get(night, "not recorded")) for night in latest]
    assert strip_of(desk.see_turned()) == expected


def _changes_of(shown: list[int]) -> list[int]:
    """Leave out what is shown on."""
    return [day for at, day in enumerate(shown) if at == 0 or shown[at - 1] != day]


def _assert_cramps_are_whole(desk: Desk, change: Change) -> None:
    cramps = sorted(desk.cramps(), key=lambda cramp: str(cramp.start_utc))
    for cramp, (since_s, length_s) in zip(cramps, CRAMPS, strict=True):
        after = since_s > 0
        assert cramp.start_utc == change.instant + timedelta(seconds=since_s)
        assert (cramp.zone, cramp.offset_min) == (change.zone, change.offsets[after])
        assert cramp.night == change.nights[after]
        assert (cramp.duration_s, cramp.duration_basis) == (length_s, DurationBasis.TIMED)
        assert (cramp.side, cramp.provenance) == (Side.LEFT, Provenance.LIVE)


def test_a_trip_from_berlin_to_tokyo_and_back_with_the_app_left_running(desk: Desk) -> None:
    tokyo = "Asia/Tokyo"
    desk.be_remembered(start="never", colours="never")
    desk.clock.show("2026-11-21 18:00", "Europe/Berlin")
    desk.remember(Night(night=date(2026, 11, 20), answer=NightState.WITHOUT_CRAMPS))
    desk.open(says=PAGES)
    assert turned_day(desk) == 20
    shown = []
    for reading, zone in (
        ("2026-11-21 23:30", "Europe/Berlin"),
        ("2026-11-22 03:10", "Europe/Berlin"),
        ("2026-11-22 20:15", "Europe/Berlin"),  # in the air, the computer's clock still at home
        ("2026-11-23 05:40", tokyo),  # the same night there
        ("2026-11-23 23:20", tokyo),
        ("2026-11-24 12:30", tokyo),  # a nap after noon: the night of the 24th has begun
    ):
        desk.clock.show(reading, zone)
        turned_day(desk)
        log_live(desk, 90)
        shown.append(turned_day(desk))
    assert shown == [21, 21, 22, 22, 23, 24]

    desk.clock.show("2026-11-24 06:00", "Europe/Berlin")  # back, where it is still morning
    assert turned_day(desk) == 23
    desk.clock.show("2026-11-25 00:00")
    seen = desk.see_turned()
    assert strip_of(seen)[-6:] == [
        *((19, "not recorded"), (20, "no cramps"), (21, "2 cramps")),
        *((22, "2 cramps"), (23, "1 cramp"), (24, "1 cramp")),
    ]
    told = [
        (cramp.night.day, f"{cramp.start.wall_clock:%d %H:%M}", cramp.zone, cramp.duration_s)
        for cramp in desk.cramps()
        if cramp.start is not None
    ]
    assert told == [
        (21, "21 23:30", "Europe/Berlin", 90),
        (21, "22 03:10", "Europe/Berlin", 90),
        (22, "22 20:15", "Europe/Berlin", 90),
        (22, "23 05:40", tokyo, 90),
        (23, "23 23:20", tokyo, 90),
        (24, "24 12:30", tokyo, 90),
    ]


def test_a_cramp_that_lasts_while_the_zone_changes_keeps_its_start_and_its_length(
    desk: Desk,
) -> None:
    desk.be_remembered(start="never", colours="never")
    start = from_wall_clock(datetime.fromisoformat("2026-11-22 21:00"), "Europe/Berlin")
    desk.clock.be(start.utc, start.zone)
    desk.remember(Night(night=date(2026, 11, 21), answer=NightState.WITHOUT_CRAMPS))
    desk.open(says=PAGES)
    desk.display.press("ctrl+shift+c")
    desk.until_cramp("its start")
    desk.clock.be(start.utc + timedelta(minutes=8), "Asia/Tokyo")
    desk.wait_for("8:00")
    desk.wait_for("cramp since 21:00, already saved")
    desk.display.press("space")
    ended = desk.until_cramp("its end", is_open=False)
    assert (ended.start, ended.duration_s) == (start, 480)
    assert ended.night == date(2026, 11, 22)
