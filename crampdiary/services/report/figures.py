"""The five figures at the top of the doctor's page, each against the equally long period before.

Rates count recorded nights only; a figure from too thin a record says so in place of a number.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS
from crampdiary.domain.phrases import duration_words
from crampdiary.reports.page import KeyFigure
from crampdiary.services.report.span import Span

# Sleep disturbed 4 or more of 10 counts as a disturbed night; the page says so.
DISTURBED_FROM = 4
# A median of fewer values is chance.
MIN_VALUES = 5
# Nobody times a long cramp to the second.
_WHOLE_MINUTES_FROM_S = 600
NOTHING_BEFORE = "before: too few"


def key_figures(span: Span, before: Span) -> tuple[KeyFigure, ...]:
    """Return the five figures; with too few nights recorded before, none speaks of them."""
    figures = (
        _rate_figure(span, before),
        _cramp_nights_figure(span, before),
        _median_figure("Pain, median", "pain ratings", span, before, _pains, _pain_words),
        _median_figure(
            "Duration, median", "durations", span, before, _durations, _median_duration_words
        ),
        _disturbed_figure(span, before),
    )
    if before.rate.nights_recorded >= MIN_RECORDED_NIGHTS:
        return figures
    return tuple(replace(figure, before="") for figure in figures)


def share_words(part: int, whole: int) -> str:
    """Return a share in whole per cent that says 0 and 100 only of none and all."""
    if not whole:
        return "0 %"
    percent = round(100 * part / whole)
    if percent == 0 and part:
        return "< 1 %"
    return "> 99 %" if percent == 100 and part < whole else f"{percent} %"  # noqa: PLR2004 - per cent


def _thin(label: str, found: int, needed: int, what: str) -> KeyFigure:
    return KeyFigure(
        label=label,
        value="\N{EN DASH}",
        note=f"too few {what} ({found} of {needed} needed)",
        is_thin=True,
    )


def _before(value: str | None) -> str:
    return NOTHING_BEFORE if value is None else f"before: {value}"


def _rate_figure(span: Span, before: Span) -> KeyFigure:
    label = "Cramps per week"
    now, then = span.rate, before.rate
    if now.cramps_per_week is None:
        return _thin(label, now.nights_recorded, MIN_RECORDED_NIGHTS, "nights recorded")
    return KeyFigure(
        label=label,
        value=f"{now.cramps_per_week:.1f}",
        note=f"95 % interval {now.cramps_per_week_low:.1f} to {now.cramps_per_week_high:.1f}",
        before=_before(None if then.cramps_per_week is None else f"{then.cramps_per_week:.1f}"),
    )


def _cramp_nights_figure(span: Span, before: Span) -> KeyFigure:
    label = "Nights with cramps"
    now, then = span.rate, before.rate
    if now.nights_recorded < MIN_RECORDED_NIGHTS:
        return _thin(label, now.nights_recorded, MIN_RECORDED_NIGHTS, "nights recorded")
    earlier = (
        None
        if then.nights_recorded < MIN_RECORDED_NIGHTS
        else share_words(then.nights_with_cramps, then.nights_recorded)
    )
    return KeyFigure(
        label=label,
        value=share_words(now.nights_with_cramps, now.nights_recorded),
        note=f"{now.nights_with_cramps:,} of {now.nights_recorded:,} recorded",
        before=_before(earlier),
    )


def _pains(span: Span) -> list[int]:
    return [cramp.pain for cramp in span.cramps if cramp.pain is not None]


def _pain_words(pain: float) -> str:
    return f"{pain:g} of 10"


def _durations(span: Span) -> list[int]:
    return [cramp.measured_s for cramp in span.cramps if cramp.measured_s is not None]


def _median_duration_words(duration_s: float) -> str:
    whole_s = round(duration_s)
    return duration_words(whole_s if whole_s < _WHOLE_MINUTES_FROM_S else 60 * round(whole_s / 60))


def _median_figure(
    label: str,
    what: str,
    span: Span,
    before: Span,
    values_of: Callable[[Span], list[int]],
    words: Callable[[float], str],
) -> KeyFigure:
    now, then = values_of(span), values_of(before)
    if len(now) < MIN_VALUES:
        return _thin(label, len(now), MIN_VALUES, what)
    earlier = words(median(then)) if len(then) >= MIN_VALUES else None
    return KeyFigure(
        label=label,
        value=words(median(now)),
        note=f"noted for {len(now):,} of {len(span.cramps):,}",
        before=_before(earlier),
    )


def _disturbed_figure(span: Span, before: Span) -> KeyFigure:
    label = "Disturbed nights"
    now, then = span.disturbances, before.disturbances
    if len(now) < MIN_RECORDED_NIGHTS:
        return _thin(label, len(now), MIN_RECORDED_NIGHTS, "nights with sleep noted")
    earlier = _disturbed(then) if len(then) >= MIN_RECORDED_NIGHTS else None
    return KeyFigure(
        label=label,
        value=_disturbed(now),
        note=f"of {len(now):,} with sleep noted",
        before=_before(earlier),
    )


def _disturbed(values: Sequence[int]) -> str:
    return share_words(sum(value >= DISTURBED_FROM for value in values), len(values))
