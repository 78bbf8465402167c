"""What a treatment's phases are to a comparison: courses of one dose, and how long each lingers.

Nights are counted from 1: night 1 of a course is the evening of its first day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.records import Phase, Treatment

# Longer than a year nothing that is compared here lingers.
MOST_NIGHTS = 366

# Dose and rhythm of a phase: equal where it is taken alike.
Regimen = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long a substance takes to build up, and to leave, in nights.

    The first `lag` nights of a course and `wash_out` nights after it belong to neither side. From
    night `lag` + 1 it is building up until it is steady at night `steady_from`; after the wash-out
    it is wearing off up to night `wears_off_until`. Both None: no such marks.
    """

    lag: int
    wash_out: int
    steady_from: int | None = None
    wears_off_until: int | None = None


# 25-OH vitamin D has a half-life of two to three weeks: four weeks after a start or a stop a
# quarter to two fifths of the change are still to come, and after twelve it is nearly complete.
VITAMIN_D = Timing(lag=28, wash_out=28, steady_from=85, wears_off_until=84)
# Trials of magnesium, vitamin K2 and stretching are read after four to eight weeks, not at once.
OTHERS = Timing(lag=7, wash_out=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person may set otherwise, in nights; None is what is usual for the substance.

    `leave_out_before` are the nights before a start that do not count as before: people begin
    something when cramps are at their worst, and those nights alone make it look like a help.
    `lag` and `wash_out` are those of the compared treatment; what is taken beside it keeps its own.
    Raises `InvalidValueError` for less than 0 or more than 366.
    """

    leave_out_before: int = 28
    lag: int | None = None
    wash_out: int | None = None

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name in ("leave_out_before", "lag", "wash_out"):
            nights = getattr(self, name)
            if nights is not None and not 0 <= nights <= MOST_NIGHTS:
                raise InvalidValueError(
                    field=name,
                    problem="out_of_range",
                    value=nights,
                    allowed=f"0 to {MOST_NIGHTS} nights",
                )


DEFAULT = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Days on end on which a treatment was taken alike: one phase, or several of the same dose.

    `end` None goes on. `regimen` is what tells its dose and rhythm from another. Taken as needed it
    is not `is_regular`: nobody knows on which of its days it was taken.
    """

    treatment: Treatment
    phases: tuple[Phase, ...]
    regimen: Regimen
    start: date
    end: date | None

    @property
    def is_regular(self) -> bool:
        """Tell whether it was taken in a rhythm, not as needed."""
        return self.phases[0].every_days is not None


def courses_of(treatment: Treatment, phases: Iterable[Phase]) -> list[Course]:
    """Return the courses of a treatment, earliest first.

    A phase that goes on from the day after another with the same dose (prescribed at first, then an
    own choice) begins nothing new, so neither a lag nor a comparison of its own.
    """
    found: list[Course] = []
    for phase in sorted(phases, key=lambda it: (it.start, it.end or date.max)):
        regimen = _regimen(phase)
        before = found[-1] if found else None
        if before is not None and before.regimen == regimen and _follows(phase, before):
            start, earlier = before.start, found.pop().phases
        else:
            start, earlier = phase.start, ()
        found.append(
            Course(
                treatment=treatment,
                phases=(*earlier, phase),
                regimen=regimen,
                start=start,
                end=phase.end,
            )
        )
    return found


def timing_of(treatment: Treatment, supplements: Supplements) -> Timing:
    """Return how slow a treatment is; with vitamin D among other things, vitamin D decides."""
    counts_as = substance_of(treatment, supplements)
    if counts_as is not None and counts_as.nutrient is Nutrient.VITAMIN_D:
        return VITAMIN_D
    contained = {item.nutrient for item in treatment.contents}
    return VITAMIN_D if Nutrient.VITAMIN_D in contained else OTHERS


def _regimen(phase: Phase) -> Regimen:
    """Return dose and rhythm; who chose it, and notes, change nothing."""
    dose = (phase.dose, phase.unit.strip().casefold(), phase.form.strip().casefold(), phase.basis)
    return (*dose, phase.every_days, phase.times_a_day)


def _follows(phase: Phase, before: Course) -> bool:
    return before.end is not None and phase.start == before.end + ONE_DAY
