"""What was chosen for the report, remembered in the diary, and the visit that it comes to."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import ReportPeriod
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.report_choices import REPORT_CHOICES_ID, ReportChoices
from crampdiary.services.entries import phases_of, treatments
from crampdiary.services.insights import Nights, Stretch, stretch_nights
from crampdiary.services.nights import latest_night
from crampdiary.services.preferences import preferences
from crampdiary.services.report.visit import Visit

_STRETCHES = {
    ReportPeriod.THREE_MONTHS: Stretch.THREE_MONTHS,
    ReportPeriod.SIX_MONTHS: Stretch.SIX_MONTHS,
    ReportPeriod.NINE_MONTHS: Stretch.NINE_MONTHS,
    ReportPeriod.YEAR: Stretch.YEAR,
    ReportPeriod.ALL: Stretch.ALL,
}


def report_choices(diary: Diary) -> ReportChoices:
    """Return what was chosen last, or the defaults where nothing ever was."""
    return diary.find(ReportChoices, REPORT_CHOICES_ID) or ReportChoices()


def remember(diary: Diary, clock: Clock, wished: ReportChoices) -> tuple[Change, ...]:
    """Remember what was chosen; nothing is written where it is remembered already."""
    stored = diary.find(ReportChoices, REPORT_CHOICES_ID)
    if wished == (stored or ReportChoices()):
        return ()
    return diary.write(
        [Edit(before=stored, after=wished)], label="Change the report", at=clock.now().utc
    )


def started(diary: Diary) -> list[tuple[Treatment, date]]:
    """Return the treatments that began by the last recorded night, each with its first day."""
    recorded = diary.recorded_range()
    return [
        (treatment, start)
        for treatment, phases in treatments(diary)
        if (start := _first_day(phases)) is not None
        and recorded is not None
        and start <= recorded[1]
    ]


def nights_of(diary: Diary, clock: Clock, choices: ReportChoices) -> Nights | None:
    """Return which nights the report is about, or None where no night is recorded.

    Since a treatment that is gone, or from a day that was not chosen, it is about nine months.
    Raises `InvalidValueError` for own dates that do not run forward.
    """
    usual = stretch_nights(diary, clock, _STRETCHES.get(choices.period, Stretch.NINE_MONTHS))
    if usual is None:
        return None
    if choices.period is ReportPeriod.DATES and choices.first and choices.last:
        latest = max((latest_night(diary, clock), *(diary.recorded_range() or ())))
        # Nights to come are not "not recorded".
        is_begun = choices.first <= latest
        return Nights(
            first=choices.first, last=min(choices.last, latest) if is_begun else choices.last
        )
    if choices.period is ReportPeriod.TREATMENT and choices.treatment_id is not None:
        start = _start_of(diary, choices.treatment_id)
        if start is not None and start <= usual.last:
            return Nights(first=start, last=usual.last)
    return usual


def visit_of(diary: Diary, clock: Clock, choices: ReportChoices) -> Visit | None:
    """Return the visit that was chosen, or None where no night is recorded.

    A day of the visit that is over gives way to today. Raises `InvalidValueError` as `Visit` does.
    """
    nights = nights_of(diary, clock, choices)
    if nights is None:
        return None
    person, today = preferences(diary), clock.now().wall_clock.date()
    named = choices.with_name and bool(person.person_name)
    return Visit(
        first=nights.first,
        last=nights.last,
        on=max(choices.visit_on or today, today),
        name=person.person_name if named else None,
        birth_year=person.birth_year if named else None,
        questions=choices.questions,
        parts=choices.parts,
        is_grey=choices.is_grey,
    )


def _start_of(diary: Diary, treatment_id: UUID) -> date | None:
    return _first_day(phases_of(diary, treatment_id))


def _first_day(phases: Iterable[Phase]) -> date | None:
    return min((phase.start for phase in phases), default=None)
