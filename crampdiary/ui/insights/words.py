"""Rates in plain sentences: what was counted, never what it might mean."""

from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS, Rate
from crampdiary.charts.labels import plural


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
