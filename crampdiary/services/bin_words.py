"""What lies in the bin, in plain words, for the list from which it is put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.domain.choices import CatalogueKind, EveningTag, Soreness
from crampdiary.domain.nights import NightState, localise
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.phrases import (
    TAG_WORDS,
    day_words,
    dose_words,
    fluids_words,
    moment_words,
    near_day_words,
    place_words,
    value_words,
)
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import (
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.bin import Binned, binned
from crampdiary.services.labels import entries_words

_ANSWERS: dict[NightState, str] = {
    NightState.WITHOUT_CRAMPS: "no cramps",
    NightState.DONT_REMEMBER: "don't remember",
    NightState.NOT_TRACKING: "not tracking",
}
_SORE: dict[Soreness, str] = {
    Soreness.NO: "not sore",
    Soreness.A_LITTLE: "a little sore",
    Soreness.A_LOT: "very sore",
}
_OWN: dict[CatalogueKind, str] = {
    CatalogueKind.SUPPLEMENT: "own supplement",
    CatalogueKind.MEDICINE: "own medicine",
    CatalogueKind.TEST: "own lab test",
    CatalogueKind.FLAG: "value to watch",
}
_Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BinLine:
    """One thing in the bin: `what` it is, how it `went` and when; `entries` come back together."""

    batch: UUID
    what: str
    went: str
    entries: int


def bin_lines(diary: Diary, clock: Clock) -> list[BinLine]:
    """Return what is in the bin in words, latest first; times by the clock where the person is."""
    items = binned(diary)
    names = {treatment.id: treatment.name for treatment in diary.records(Treatment)}
    for item in items:
        names |= {one.id: one.name for one in item.records if isinstance(one, Treatment)}
    now = clock.now()
    today = now.wall_clock.date()
    return [
        BinLine(
            batch=item.batch,
            what=_item_words(item.records, names, today),
            went=f"{_how(item)} {moment_words(localise(item.at, now.zone).wall_clock, today)}",
            entries=len(item.records),
        )
        for item in items
    ]


def _how(item: Binned) -> str:
    return "Taken back on" if item.was_taken_back else "Deleted on"


def _item_words(records: Sequence[Record], names: _Names, today: date) -> str:
    """Return "Cramp, Sat 21 Nov 02:31, left calf" or "12 entries, Mon 2 Nov to Sat 21 Nov"."""
    treatments = [record for record in records if isinstance(record, Treatment)]
    parts = [record for record in records if isinstance(record, Phase | Dose)]
    if len(treatments) == 1 and len(parts) == len(records) - 1:
        phases = sum(isinstance(part, Phase) for part in parts)
        more = "" if not phases else f" with {phases} phase{'s' if phases > 1 else ''}"
        return f"{treatments[0].name}{more}"
    if len(records) == 1:
        return _record_words(records[0], names, today)
    days = sorted(day for record in records if (day := _day(record)) is not None)
    span = list(dict.fromkeys(near_day_words(day, today) for day in (days[:1] + days[-1:])))
    return ", ".join([entries_words(records), *([" to ".join(span)] if span else [])])


def _day(record: Record) -> date | None:
    match record:
        case Night() | Cramp():
            return record.night
        case LabResult():
            return record.taken_on
        case Dose():
            return record.day
        case _:
            return None


def _record_words(record: Record, names: _Names, today: date) -> str:
    match record:
        case Cramp():
            return _cramp_words(record, today)
        case Night():
            return _night_words(record, today)
        case Treatment() | Condition() | OwnEntry():
            own = f", {_OWN[record.catalogue]}" if isinstance(record, OwnEntry) else ""
            return f"{record.name}{own}"
        case Phase() | Dose():
            name = names.get(record.treatment_id, "Treatment")
            return f"{name}, {_part_words(record, today)}"
        case LabResult():
            when = day_words(record.taken_on, year=True)
            return f"{record.test}, {value_words(record)}, {when}"
        case _:
            return "Settings"


def _part_words(part: Phase | Dose, today: date) -> str:
    if isinstance(part, Dose):
        count = "" if part.count is None else f"{part.count} "
        return f"{count}{part.status.value} on {near_day_words(part.day, today)}"
    days = f"to {day_words(part.end, year=True)}" if part.end else "on"
    return f"{dose_words(part)} from {day_words(part.start, year=True)} {days}"


def _cramp_words(cramp: Cramp, today: date) -> str:
    time = f" {cramp.start.wall_clock:%H:%M}" if cramp.start else ""
    pain = "" if cramp.pain is None else f"pain {cramp.pain}"
    parts = ["Cramp", f"{near_day_words(cramp.night, today)}{time}", place_words(cramp), pain]
    return ", ".join(part for part in parts if part)


def _night_words(night: Night, today: date) -> str:
    parts = [f"Night of {near_day_words(night.night, today)}"]
    parts += [_ANSWERS[night.answer]] if night.answer else []
    parts += [] if night.fluids_ml is None else [fluids_words(night.fluids_ml)]
    parts += [TAG_WORDS[tag] for tag in EveningTag if tag in (night.tags or frozenset())]
    slept = night.sleep_disturbance
    parts += [] if slept is None else [f"sleep disturbed {slept}"]
    parts += [_SORE[night.soreness]] if night.soreness else []
    parts += ["with a note"] * bool(night.note)
    return ", ".join(parts)
