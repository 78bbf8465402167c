"""At which hours cramps came, on the page only where a few hours stand out from chance."""

from crampdiary.charts.chart import coverage_of
from crampdiary.charts.hour_of_night import HOUR_OF_NIGHT, HourOfNight, peak
from crampdiary.charts.labels import plural
from crampdiary.charts.save import figure_svg
from crampdiary.charts.style import ChartStyle
from crampdiary.reports.page import HOURS_IN
from crampdiary.services.charts.hour_of_night import hours_of
from crampdiary.services.report.span import Span


def hours_in(span: Span) -> HourOfNight:
    """Return at which hours the cramps of a period began."""
    starts = ((cramp.start_utc, cramp.offset_min) for cramp in span.cramps)
    nights = span.nights
    return hours_of(starts, coverage_of(nights, nights[0].night, nights[-1].night))


def hours_words(data: HourOfNight) -> str:
    """Return when most cramps came, with how many have a time; nothing where no hours stand out."""
    found = peak(data)
    if found is None:
        return ""
    return (
        f"{found.share_words.capitalize()} began {found.words} "
        f"({found.cramps:,} of {plural(found.timed, 'cramp')} with a time)."
    )


def hours_svg(data: HourOfNight, style: ChartStyle) -> bytes:
    """Return the chart of the hours, `HOURS_IN` wide and high, where the words say something."""
    if peak(data) is None:
        return b""
    return figure_svg(HOUR_OF_NIGHT.figure(data, style, HOURS_IN))
