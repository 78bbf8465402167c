"""Which nights of a diary are with a treatment, which without it, and which are neither.

A course of one dose is compared with the nights on which the treatment was not taken at all.

- Not without it, though not taken: the 28 nights before each of its starts (people begin when it is
  worst), and the wash-out after each of its ends. Nights beyond the wash-out count as without.
- Not with it, though taken: the lag after the start, and its other doses. Its days as needed are
  neither: nobody knows on which of them it was taken.
- What else is taken: nights are only compared where the set of other treatments, and their doses,
  is the same: a stratum for each such set. A change of another one's dose is another set.
- What else has just changed: a night in the lag or wash-out of another treatment belongs to the set
  it is in by the calendar, but not yet by what it can do, so it is left out. That is asked only in
  sets that have nights of both sides: where the other one never changes between the sides, its lag
  lies in nights that are compared with nothing anyway, or outside the diary.
- Others as needed make no set and have no lag. Their days would have to be known, and a painkiller
  at hand for years would else part the diary in two. Whoever shows a comparison names them.
- Medicines are treatments like others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.services.beside import Beside, Overlap, overlaps, span_of
from crampdiary.services.courses import DEFAULT, Course, Settings, Timing, timing_of
from crampdiary.services.night_sheet import LeftOut, Mark, NightSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Every night from `first` on, one element a night, as one course of a treatment sees it.

    `kinds` are those of `analysis.results`, `strata` number the sets of other treatments, `reasons`
    say why a night is left out. `nights` counts the course's nights in the range, `matched` those
    without and those with the treatment in sets that have both.
    """

    course: Course
    timing: Timing
    first: date
    kinds: tuple[int, ...]
    strata: tuple[int, ...]
    reasons: tuple[LeftOut | None, ...]
    marks: tuple[Mark | None, ...]
    nights: int
    matched: tuple[int, int]
    overlaps: tuple[Overlap, ...]

    def kinds_with_weeks_before(self) -> tuple[int, ...]:
        """Return the kinds with the nights before each start as nights without."""
        before = LeftOut.BEFORE_START
        both = zip(self.kinds, self.reasons, strict=True)
        return tuple(BASELINE if reason is before else kind for kind, reason in both)

    def kinds_when_steady(self) -> tuple[int, ...]:
        """Return the kinds with only the steady nights as nights with the treatment."""
        both = zip(self.kinds, self.marks, strict=True)
        return tuple(
            LEFT_OUT if kind == TREATMENT and mark is not Mark.STEADY else kind
            for kind, mark in both
        )


def periods(
    course: Course,
    own: Sequence[Course],
    others: Beside,
    first: date,
    *,
    supplements: Supplements,
    settings: Settings = DEFAULT,
) -> Periods:
    """Return what each night from `first` on is to one course.

    `own` are all courses of its treatment, `others` what is taken beside it on these nights.
    """
    usual = timing_of(course.treatment, supplements)
    timing = Timing(
        lag=usual.lag if settings.lag is None else settings.lag,
        wash_out=usual.wash_out if settings.wash_out is None else settings.wash_out,
        steady_from=usual.steady_from,
        wears_off_until=usual.wears_off_until,
    )
    sheet = NightSheet(first, others.length)
    sheet.paint_own(course, own, timing, settings.leave_out_before)
    sheet.leave_out_changes(others)
    nights = span_of(course, first, others.length)
    return Periods(
        course=course,
        timing=timing,
        first=first,
        kinds=tuple(sheet.kinds),
        strata=tuple(others.strata()),
        reasons=tuple(sheet.reasons),
        marks=tuple(sheet.marks),
        nights=len(nights),
        matched=sheet.matched(others),
        overlaps=tuple(overlaps(others, nights)),
    )
