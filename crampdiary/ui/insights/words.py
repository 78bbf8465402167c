"""Rates in plain sentences: what was counted, never what it might mean."""

from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS, Rate
from crampdiary.charts.labels import plural
from crampdiary.domain.phrases import day_words, dose_words
from crampdiary.services.insights import Nights, PhaseRate

REMARK = (
    "These are counts side by side. A change after starting a treatment may have other reasons: "
    "the season, other treatments, or a bad spell that ends by itself."
)
UNKNOWN = "Nights without a record are unknown and are not counted."


def nights_words(nights: Nights) -> str:
    """Return "15 Feb 2026 to 21 Nov 2026"."""
    return f"{day_words(nights.first, year=True)} to {day_words(nights.last, year=True)}"


def rate_words(rate: Rate) -> str:
    """Return the rate of a range in a sentence, or the counts and how many nights are needed."""
    begin = f"In {'this' if rate.nights_in_range == 1 else 'these'} "
    begin += plural(rate.nights_in_range, "night")
    if rate.cramps_per_week is None:
        return (
            f"{begin}: {plural(rate.cramps, 'cramp')} on "
            f"{plural(rate.nights_recorded, 'recorded night')}. {needed_words(rate)}"
        )
    return (
        f"{begin}: {rate.cramps_per_week:.1f} cramps a week "
        f"(95 % interval {interval_words(rate)}), "
        f"counted on {plural(rate.nights_recorded, 'recorded night')}."
    )


def needed_words(rate: Rate) -> str:
    """Return how many more nights a weekly figure needs."""
    more = plural(MIN_RECORDED_NIGHTS - rate.nights_recorded, "more recorded night")
    return f"With {more} there will be a weekly figure."


def interval_words(rate: Rate) -> str:
    """Return "1.8 to 2.4", the limits of the 95 % interval in cramps a week."""
    return f"{rate.cramps_per_week_low:.1f} to {rate.cramps_per_week_high:.1f}"


def phase_words(one: PhaseRate) -> str:
    """Return what was taken: "50,000 IU weekly"."""
    return dose_words(one.phase)


def phase_span_words(one: PhaseRate) -> str:
    """Return "16 Mar 2026 to 10 May 2026" or "since 11 May 2026": the whole phase."""
    begin = day_words(one.phase.start, year=True)
    if one.phase.end is None:
        return f"since {begin}"
    return f"{begin} to {day_words(one.phase.end, year=True)}"


def phase_nights_words(one: PhaseRate) -> str:
    """Return "44 of 56"."""
    return f"{one.rate.nights_recorded:,} of {one.rate.nights_in_range:,}"


def phase_rate_words(one: PhaseRate) -> str:
    """Return "3.1 (2.3 to 4.1)", or the count where the nights are too few for more."""
    if one.rate.cramps_per_week is None:
        return f"{plural(one.rate.cramps, 'cramp')}, too few nights"
    return f"{one.rate.cramps_per_week:.1f} ({interval_words(one.rate)})"
