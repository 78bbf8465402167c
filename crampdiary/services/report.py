"""The doctor's page: what stands on it, counted from the diary and put into words.

Rates count recorded nights only; a figure from too thin a record says so in place of a number.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from crampdiary import __version__
from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS, Rate, rate
from crampdiary.charts.save import figure_svg
from crampdiary.charts.style import PRINT
from crampdiary.charts.timeline import TimelineData, summary, timeline
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.phrases import (
    day_words,
    dose_words,
    duration_words,
    range_words,
    value_words,
)
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import (
    Condition,
    Cramp,
    LabResult,
    Night,
    Phase,
    Provenance,
    Treatment,
    TreatmentKind,
)
from crampdiary.reports.page import DoctorPage, KeyFigure, LabRow, PeriodRow
from crampdiary.services.entries import treatments
from crampdiary.services.preferences import preferences

# Sleep disturbed 4 or more of 10 counts as a disturbed night; the page says so.
DISTURBED_FROM = 4
# A median of fewer values is chance.
MIN_VALUES = 5
MAX_QUESTIONS = 3
CHART_SIZE_IN = (7.15, 4.3)
FOOTER = (
    "Kept by the patient with Cramp Diary {version}. Rates count recorded nights only; intervals "
    "are exact 95 % limits that take cramps as independent, so with cramps that come in spells "
    "they are too narrow. A change after starting a treatment may have other reasons."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the person chose for the page; `name` and `birth_year` None leave the identity out."""

    first: date
    last: date
    on: date
    name: str | None = None
    birth_year: int | None = None
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the period runs forward and the questions are few."""
        if self.last < self.first:
            raise InvalidValueError(
                field="to",
                problem="ends_before_start",
                value=self.last,
                allowed=f"{self.first} or later",
            )
        if len(self.questions) > MAX_QUESTIONS:
            raise InvalidValueError(
                field="questions",
                problem="out_of_range",
                value=len(self.questions),
                allowed=f"up to {MAX_QUESTIONS}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """One period of the diary with all that its figures need."""

    nights: Sequence[NightCount]
    cramps: Sequence[Cramp]
    told: Sequence[Night]

    @property
    def rate(self) -> Rate:
        return rate(self.nights)

    @property
    def length(self) -> int:
        return len(self.nights)


def doctor_page(diary: Diary, visit: Visit) -> DoctorPage:
    """Return the page for a visit: its period against the equally long one before."""
    days = (visit.last - visit.first).days + 1
    span = _span(diary, visit.first, visit.last)
    before = _span(diary, visit.first - timedelta(days=days), visit.first - timedelta(days=1))
    courses = treatments(diary)
    labs = diary.records(LabResult, first=visit.first, last=visit.last)
    data = TimelineData(
        first=visit.first,
        last=visit.last,
        nights=span.nights,
        treatments=[(one, phases) for one, phases in courses if not _goes_on(one, phases, visit)],
        labs=labs,
    )
    return DoctorPage(
        made_on=visit.on,
        visit=f"for a visit on {day_words(visit.on, year=True)}",
        identity=_identity(visit),
        period=(
            f"{day_words(visit.first, year=True)} to {day_words(visit.last, year=True)}, "
            f"{_count(days, 'night')}"
        ),
        coverage=_coverage(span),
        banner="Demo diary: made-up entries" if preferences(diary).is_demo else "",
        figures=_figures(span, before),
        before=_before(before),
        chart_svg=figure_svg(timeline(data, PRINT, size_in=CHART_SIZE_IN)),
        chart_alt=summary(data),
        periods=tuple(_period_rows(span, visit, courses)),
        labs=tuple(map(_lab_row, _most_telling(labs))),
        medicines=tuple(_medicines(courses, visit)),
        conditions=tuple(_condition(one) for one in diary.records(Condition)),
        questions=tuple(text.strip() for text in visit.questions if text.strip()),
        footer=FOOTER.format(version=__version__),
    )


def _before(before: _Span) -> str:
    """Return which nights "was" speaks of."""
    first, last = (day_words(before.nights[end].night, year=True) for end in (0, -1))
    return f"was: in the {_count(before.length, 'night')} before, {first} to {last}"


def _span(diary: Diary, first: date, last: date) -> _Span:
    return _Span(
        nights=diary.night_counts(first, last),
        cramps=diary.records(Cramp, first=first, last=last),
        told=diary.records(Night, first=first, last=last),
    )


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def _identity(visit: Visit) -> str:
    if not visit.name:
        return ""
    return f"{visit.name}, born {visit.birth_year}" if visit.birth_year else visit.name


def _coverage(span: _Span) -> tuple[str, ...]:
    by_state = {state: sum(night.state is state for night in span.nights) for state in NightState}
    recorded = span.rate.nights_recorded
    counted = (
        f"{recorded:,} recorded ({_share(recorded, span.length)}), "
        f"{by_state[NightState.WITHOUT_CRAMPS]:,} of them without cramps; "
        f"{by_state[NightState.NOT_RECORDED]:,} not recorded"
    )
    rest = [
        f"{by_state[state]:,} {words}"
        for state, words in (
            (NightState.DONT_REMEMBER, "not remembered"),
            (NightState.NOT_TRACKING, "not tracked"),
        )
        if by_state[state]
    ]
    if span.cramps:
        live = sum(cramp.provenance is Provenance.LIVE for cramp in span.cramps)
        rest.append(f"{_share(live, len(span.cramps))} of the cramps logged live at night")
    return (counted, ", ".join(rest)) if rest else (counted,)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"


def _figures(span: _Span, before: _Span) -> tuple[KeyFigure, ...]:
    return (
        _rate_figure(span, before),
        _cramp_nights_figure(span, before),
        _median_figure("Pain, median", span, before, _pains, lambda pain: f"{pain:g} of 10"),
        _median_figure(
            "Duration, median",
            span,
            before,
            _durations,
            lambda seconds: duration_words(round(seconds)),
        ),
        _disturbed_figure(span, before),
    )


def _thin(label: str, found: int, needed: int, what: str) -> KeyFigure:
    return KeyFigure(
        label=label,
        value="\N{EN DASH}",
        note=f"too few {what}: {found} of {needed} needed",
        is_thin=True,
    )


def _rate_figure(span: _Span, before: _Span) -> KeyFigure:
    label = "Cramps per week"
    now, then = span.rate, before.rate
    if now.cramps_per_week is None:
        return _thin(label, now.nights_recorded, MIN_RECORDED_NIGHTS, "recorded nights")
    return KeyFigure(
        label=label,
        value=f"{now.cramps_per_week:.1f}",
        note=f"95 % interval {now.cramps_per_week_low:.1f} to {now.cramps_per_week_high:.1f}",
        before=_was(None if then.cramps_per_week is None else f"{then.cramps_per_week:.1f}"),
    )


def _was(value: str | None) -> str:
    return "before: too few" if value is None else f"was {value}"


def _cramp_nights_figure(span: _Span, before: _Span) -> KeyFigure:
    label = "Nights with cramps"
    now, then = span.rate, before.rate
    if now.nights_recorded < MIN_RECORDED_NIGHTS:
        return _thin(label, now.nights_recorded, MIN_RECORDED_NIGHTS, "recorded nights")
    earlier = (
        None
        if then.nights_recorded < MIN_RECORDED_NIGHTS
        else _share(then.nights_with_cramps, then.nights_recorded)
    )
    return KeyFigure(
        label=label,
        value=_share(now.nights_with_cramps, now.nights_recorded),
        note=f"{now.nights_with_cramps:,} of {now.nights_recorded:,}",
        before=_was(earlier),
    )


def _pains(span: _Span) -> list[int]:
    return [cramp.pain for cramp in span.cramps if cramp.pain is not None]


def _durations(span: _Span) -> list[int]:
    return [cramp.duration_s for cramp in span.cramps if cramp.duration_s is not None]


def _median_figure(
    label: str,
    span: _Span,
    before: _Span,
    values_of: Callable[[_Span], list[int]],
    words: Callable[[float], str],
) -> KeyFigure:
    now, then = values_of(span), values_of(before)
    if len(now) < MIN_VALUES:
        return _thin(label, len(now), MIN_VALUES, "cramps with it noted")
    earlier = words(median(then)) if len(then) >= MIN_VALUES else None
    return KeyFigure(
        label=label,
        value=words(median(now)),
        note=f"noted for {len(now):,} of {len(span.cramps):,}",
        before=_was(earlier),
    )


def _disturbed_figure(span: _Span, before: _Span) -> KeyFigure:
    label = "Disturbed nights"
    now, then = _disturbances(span), _disturbances(before)
    if len(now) < MIN_RECORDED_NIGHTS:
        return _thin(label, len(now), MIN_RECORDED_NIGHTS, "nights with it noted")
    earlier = _disturbed(then) if len(then) >= MIN_RECORDED_NIGHTS else None
    return KeyFigure(
        label=label,
        value=_disturbed(now),
        note=f"{DISTURBED_FROM}+ of 10, noted for {len(now):,}",
        before=_was(earlier),
    )


def _disturbances(span: _Span) -> list[int]:
    return [night.sleep_disturbance for night in span.told if night.sleep_disturbance is not None]


def _disturbed(values: Sequence[int]) -> str:
    return _share(sum(value >= DISTURBED_FROM for value in values), len(values))


def _period_rows(
    span: _Span, visit: Visit, courses: Sequence[tuple[Treatment, Sequence[Phase]]]
) -> Iterator[PeriodRow]:
    """Yield the phases that touch the period, latest start first.

    A medicine taken unchanged all through stands among the medicines only.
    """
    touching = [
        (treatment, phase)
        for treatment, phases in courses
        for phase in phases
        if phase.start <= visit.last and (phase.end is None or phase.end >= visit.first)
    ]
    for treatment, phase in sorted(touching, key=lambda pair: pair[1].start, reverse=True):
        if not _goes_on(treatment, [phase], visit):
            yield _period_row(span, visit, treatment, phase, touching)


def _goes_on(treatment: Treatment, phases: Sequence[Phase], visit: Visit) -> bool:
    """Tell whether a medicine is taken unchanged all through: then it stands in its list alone."""
    return treatment.type is TreatmentKind.MEDICINE and any(
        phase.start < visit.first and (phase.end is None or phase.end > visit.last)
        for phase in phases
    )


def _period_row(
    span: _Span,
    visit: Visit,
    treatment: Treatment,
    phase: Phase,
    touching: Sequence[tuple[Treatment, Phase]],
) -> PeriodRow:
    first = max(phase.start, visit.first)
    last = min(phase.end or visit.last, visit.last)
    counted = rate([night for night in span.nights if first <= night.night <= last])
    others = {
        other.name
        for other, their in touching
        if other.id != treatment.id
        and other.type is TreatmentKind.SUPPLEMENT
        and their.start <= last
        and (their.end is None or their.end >= first)
    }
    return PeriodRow(
        treatment=f"{treatment.name}, prescribed" if treatment.prescribed else treatment.name,
        dose=dose_words(phase),
        first=day_words(phase.start, year=True),
        last="ongoing" if phase.end is None else day_words(phase.end, year=True),
        recorded=f"{counted.nights_recorded:,} of {counted.nights_in_range:,}",
        rate=_rate_words(counted),
        overlaps=f"overlaps {', '.join(sorted(others))}" if others else "",
    )


def _rate_words(counted: Rate) -> str:
    if counted.cramps_per_week is None:
        return f"{_count(counted.cramps, 'cramp')}, too few nights for a rate"
    low, high = counted.cramps_per_week_low, counted.cramps_per_week_high
    return f"{counted.cramps_per_week:.1f} ({low:.1f} to {high:.1f})"


def _most_telling(labs: Sequence[LabResult]) -> list[LabResult]:
    """Return the latest result of each test first, then the others, latest first."""
    newest_first = sorted(labs, key=lambda result: result.taken_on, reverse=True)
    leading: dict[str, LabResult] = {}
    for result in newest_first:
        leading.setdefault(result.test, result)
    rest = [result for result in newest_first if leading[result.test] is not result]
    return [*leading.values(), *rest]


def _lab_row(result: LabResult) -> LabRow:
    return LabRow(
        test=result.test,
        day=day_words(result.taken_on, year=True),
        value=value_words(result),
        flag=result.flag,
        range=range_words(result),
    )


def _medicines(courses: Sequence[tuple[Treatment, Sequence[Phase]]], visit: Visit) -> Iterator[str]:
    for treatment, phases in courses:
        if treatment.type is not TreatmentKind.MEDICINE:
            continue
        taken = [phase for phase in phases if phase.end is None or phase.end >= visit.first]
        for phase in taken[-1:]:
            since = f"since {day_words(phases[0].start, year=True)}"
            until = f", until {day_words(phase.end, year=True)}" if phase.end else ""
            yield f"{treatment.name} {dose_words(phase)}, {since}{until}"


def _condition(condition: Condition) -> str:
    since = f", since {condition.since.year}" if condition.since else ""
    until = f", until {condition.until.year}" if condition.until else ""
    return f"{condition.name}{since}{until}"
