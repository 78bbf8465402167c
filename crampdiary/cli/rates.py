"""`rate`: cramps per week of recorded nights."""

from crampdiary.analysis.rate import rate as rate_of
from crampdiary.analysis.sentences.rates import rate_sentences
from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.ranges import read_range, recorded_span
from crampdiary.domain.nights import NightCount

_NAMES = (
    *("cramps", "nights_recorded", "nights_in_range", "nights_with_cramps", "share_recorded"),
    *("cramps_per_week", "cramps_per_week_low", "cramps_per_week_high"),
)


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
    sentences = rate_sentences(found)
    document = {name: getattr(found, name) for name in _NAMES}
    document |= {"longest_without_nights": found.longest_without, "sentences": list(sentences)}
    session.say(document, *sentences)
