"""Looking through the diary: nights with all that was said, and notes that hold a word."""

from datetime import date

from crampdiary.domain.nights import NightCount
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.doses import told_doses
from crampdiary.services.nights import NightView, latest_night

# Where a person writes freely about a night.
_WRITTEN: tuple[tuple[type[Night | Cramp], tuple[str, ...]], ...] = (
    (Night, ("night", "note")),
    (Cramp, ("night", "note", "medicine_taken")),
)


def all_nights(diary: Diary, clock: Clock) -> list[NightCount]:
    """Return every night from the first with an entry to the latest, oldest first."""
    span = diary.recorded_range()
    if span is None:
        return []
    return diary.night_counts(span[0], max(span[1], latest_night(diary, clock)))


def night_views(diary: Diary, first: date, last: date) -> list[NightView]:
    """Return every night from `first` to `last` with its cramps, oldest first."""
    records = {record.night: record for record in diary.records(Night, first=first, last=last)}
    cramps: dict[date, list[Cramp]] = {}
    for cramp in diary.records(Cramp, first=first, last=last):
        cramps.setdefault(cramp.night, []).append(cramp)
    doses = told_doses(diary, first, last)
    return [
        NightView(
            night=count.night,
            state=count.state,
            record=records.get(count.night),
            cramps=tuple(cramps.get(count.night, ())),
            doses=doses.get(count.night, ()),
        )
        for count in diary.night_counts(first, last)
    ]


def nights_with_note(diary: Diary, text: str, first: date, last: date) -> list[date]:
    """Return the nights, oldest first, whose note, or a note or medicine of a cramp, holds `text`.

    Upper and lower case count as the same. An empty text is in every note, so it finds none.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return []
    found: set[date] = set()
    for record_type, names in _WRITTEN:
        for night, *texts in diary.values(record_type, names, first=first, last=last):
            if any(text and wanted in text.casefold() for text in texts):
                found.add(night)
    return sorted(found)
