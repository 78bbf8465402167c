"""`rate`: cramps per week of recorded nights."""

from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS, Rate
from crampdiary.analysis.rate import rate as rate_of
from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.ranges import read_range, recorded_span
from crampdiary.domain.nights import NightCount


@command("rate", "crampdiary rate --from 2026-05-11 --to 2026-11-20 --json")
@range_options
def rate(session: Session, first: str | None, last: str | None) -> None:
    """Say how many cramps a week there were on recorded nights, with the 95 % interval.

    Counts all nights from the first to the last recorded one, or those of the range. Nights without
    a record count neither as cramps nor as nights without. The interval is exact (Garwood 1936);
    below 14 recorded nights there are counts only.
    """
    span = read_range(first, last)
    nights: list[NightCount] = []
    with session.reading() as diary:
        if first or last or diary.recorded_range():
            nights = diary.night_counts(*recorded_span(diary, session.clock, span))
    found = rate_of(nights)
    names = ("cramps", "nights_recorded", "nights_in_range")
    rates = ("cramps_per_week", "cramps_per_week_low", "cramps_per_week_high")
    session.say({name: getattr(found, name) for name in (*names, *rates)}, _sentence(found))


def _sentence(found: Rate) -> str:
    cramps = "1 cramp" if found.cramps == 1 else f"{found.cramps} cramps"
    counts = f"{cramps} on {found.nights_recorded} recorded nights of {found.nights_in_range}"
    low, high = found.cramps_per_week_low, found.cramps_per_week_high
    if found.cramps_per_week is None or low is None or high is None:
        return f"{counts}; a weekly rate needs {MIN_RECORDED_NIGHTS} recorded nights."
    rated = f"{found.cramps_per_week:.1f} a week (95 % interval {low:.1f} to {high:.1f})"
    return f"{counts}: {rated}."
