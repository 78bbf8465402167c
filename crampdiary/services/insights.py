"""What a stretch of the diary shows: its timeline, its rate, and the rate of each phase in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crampdiary.analysis.rate import Rate, rate
from crampdiary.charts.known import Known, group_of
from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.months import MONTHS_A_YEAR, months_before
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import LabResult, Phase, Treatment
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import treatments
from crampdiary.services.nights import latest_night
from crampdiary.services.preferences import preferences

# A diary that rests longer than this is shown up to its last entry instead of up to last night.
RESTING_NIGHTS = 28


class Stretch(StrEnum):
    """How far back to look."""

    THREE_MONTHS = "3 months"
    SIX_MONTHS = "6 months"
    NINE_MONTHS = "9 months"
    YEAR = "1 year"
    ALL = "all"


_MONTHS = {
    Stretch.THREE_MONTHS: 3,
    Stretch.SIX_MONTHS: 6,
    Stretch.NINE_MONTHS: 9,
    Stretch.YEAR: MONTHS_A_YEAR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nights:
    """A range of nights, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRate:
    """One phase of a treatment as far as it lies in a range, with the rate of its nights."""

    treatment: Treatment
    phase: Phase
    nights: Nights
    rate: Rate


def stretch_of(
    stretch: Stretch, *, recorded: tuple[date, date], latest: date, measured: Iterable[date] = ()
) -> Nights:
    """Return which nights a stretch has, up to `latest` (last night).

    A younger diary begins with its first night, or with the first day on which something was
    `measured`: nights before it was kept say nothing. Where nothing was recorded for more than four
    weeks the stretch ends at the last recorded night.
    """
    first, last = recorded
    resting = (latest - last).days > RESTING_NIGHTS
    end = last if resting else max(last, latest)
    begin = date.min
    if stretch is not Stretch.ALL:
        begin = months_before(end, _MONTHS[stretch]) + ONE_DAY
    known = min([first, *(day for day in measured if begin <= day <= end)])
    return Nights(first=max(begin, known), last=end)


def stretch_nights(diary: Diary, clock: Clock, stretch: Stretch) -> Nights | None:
    """Return which nights of a diary a stretch has, or None where no night is recorded."""
    recorded = diary.recorded_range()
    if recorded is None:
        return None
    measured = [result.taken_on for result in diary.records(LabResult)]
    latest = latest_night(diary, clock)
    return stretch_of(stretch, recorded=recorded, latest=latest, measured=measured)


def timeline_data(diary: Diary, first: date, last: date) -> TimelineData:
    """Return all that the master timeline shows of the nights `first` to `last`."""
    return TimelineData(
        first=first,
        last=last,
        nights=diary.night_counts(first, last),
        treatments=treatments(diary),
        labs=diary.records(LabResult, first=first, last=last),
        known=known_things(diary),
    )


def known_things(diary: Diary) -> Known:
    """Return what charts read the records of a diary with: catalogues, limits, newest units."""
    catalogues, told = catalogues_of(diary), preferences(diary)
    return Known(
        tests=catalogues.lab_tests,
        supplements=catalogues.supplements,
        limits=(told.vitamin_d_deficient_below, told.vitamin_d_sufficient_above),
        units={
            group_of(test, catalogues.lab_tests): unit
            for test, unit in diary.values(LabResult, ("test", "unit"))
        },
    )


def phase_rates(data: TimelineData) -> list[PhaseRate]:
    """Return the phases that touch the range, in order of their start, each with its rate.

    These are counts side by side, not a comparison: other things change from phase to phase too.
    """
    return sorted(_phase_rates(data), key=lambda one: (one.phase.start, one.treatment.name))


def _phase_rates(data: TimelineData) -> Iterator[PhaseRate]:
    for treatment, phases in data.treatments:
        for phase in phases:
            first, last = max(phase.start, data.first), min(phase.end or data.last, data.last)
            if first > last:
                continue
            yield PhaseRate(
                treatment=treatment,
                phase=phase,
                nights=Nights(first=first, last=last),
                rate=rate([night for night in data.nights if first <= night.night <= last]),
            )
