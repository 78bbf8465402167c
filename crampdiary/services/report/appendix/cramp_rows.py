"""The rows of the table of all cramps: what was noted of a cramp, and of its night, in words."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from crampdiary.charts.labels import plural
from crampdiary.domain.choices import EveningTag, Provenance, Relief, Sign, Soreness
from crampdiary.domain.nights import NightState
from crampdiary.domain.phrases import (
    TAG_WORDS,
    day_words,
    fluids_words,
    length_words,
    place_words,
)
from crampdiary.domain.records import Cramp, Night
from crampdiary.reports.page import Column

COLUMNS = (
    Column(title="Night"),
    Column(title="Time"),
    Column(title="Where", share=1),
    Column(title="Pain", is_number=True),
    Column(title="Lasted"),
    Column(title="Noted", share=2.6),
    Column(title="Logged"),
)
NO_TIME = "no time"
FORGOTTEN = "stop forgotten?"
STILL_GOING = "still going"
_LOGGED: dict[Provenance, str] = {
    Provenance.LIVE: "live",
    Provenance.NEXT_MORNING: "morning after",
    Provenance.RECALLED: "later",
    Provenance.IMPORTED: "imported",
}
_STATES: dict[NightState, str] = {
    NightState.WITHOUT_CRAMPS: "no cramps",
    NightState.DONT_REMEMBER: "not remembered",
    NightState.NOT_TRACKING: "not tracked",
    NightState.NOT_RECORDED: "not recorded",
}
_SORE: dict[Soreness, str] = {
    Soreness.NO: "not sore in the morning",
    Soreness.A_LITTLE: "a little sore in the morning",
    Soreness.A_LOT: "very sore in the morning",
}


def rows_of_night(
    night: date, state: NightState, cramps: Sequence[Cramp], told: Night | None
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each cramp of a night, what was noted of the night with the first of them.

    Cramps of which nothing but the night is known share a row. A night without cramps has one
    where it has a note.
    """
    said = "" if told is None else _night_words(told)
    for logged, group in groupby(sorted(cramps, key=_bare), key=_bare):
        same = tuple(group)
        if logged and len(same) > 1:
            yield (_day(night), NO_TIME, plural(len(same), "cramp"), "", "", said, logged)
            said = ""
            continue
        for cramp in same:
            yield _row(cramp, said)
            said = ""
    if not cramps and told is not None and told.note.strip():
        yield (_day(night), "", _STATES[state], "", "", said, "")


def _bare(cramp: Cramp) -> str:
    """Return how a cramp was logged of which nothing but the night is known, else nothing."""
    bare = Cramp(night=cramp.night, id=cramp.id, provenance=cramp.provenance)
    return _LOGGED[cramp.provenance] if cramp == bare else ""


def _row(cramp: Cramp, night_words: str) -> tuple[str, ...]:
    noted = [part for part in (_noted_words(cramp), night_words) if part]
    return (
        _day(cramp.night),
        cramp.start.wall_clock.strftime("%H:%M") if cramp.start else NO_TIME,
        place_words(cramp),
        "" if cramp.pain is None else str(cramp.pain),
        _lasted_words(cramp),
        " ".join(noted),
        _LOGGED[cramp.provenance],
    )


def _lasted_words(cramp: Cramp) -> str:
    if cramp.is_open:
        return STILL_GOING
    return f"{length_words(cramp)}, {FORGOTTEN}" if cramp.is_long else length_words(cramp)


def _noted_words(cramp: Cramp) -> str:
    """Return what was noted of a cramp beside what has a column of its own, the note last."""
    said = []
    if cramp.woke_me is not None:
        said.append("woke up" if cramp.woke_me else "did not wake up")
    helped = [
        "something else" if relief is Relief.OTHER else relief.value
        for relief in Relief
        if relief in cramp.helped
    ]
    said += [f"helped: {', '.join(helped)}"] if helped else []
    said += [sign.value for sign in Sign if sign in cramp.signs]
    medicine = cramp.medicine_taken.strip()
    said += [f"took {medicine}"] if medicine else []
    return _sentences("; ".join(said), cramp.note)


def _night_words(night: Night) -> str:
    """Return what was said of a night and of the evening before it, the note last."""
    said = []
    if night.sleep_disturbance is not None:
        said.append(f"sleep disturbed {night.sleep_disturbance} of 10")
    said += [_SORE[night.soreness]] if night.soreness else []
    evening = [] if night.fluids_ml is None else [f"drank {fluids_words(night.fluids_ml)}"]
    evening += [TAG_WORDS[tag] for tag in EveningTag if tag in (night.tags or frozenset())]
    said += [f"day before: {', '.join(evening)}"] if evening else []
    words = _sentences("; ".join(said), night.note)
    if said:
        words = f"{words[:1].lower()}{words[1:]}"
    return f"Night: {words}" if words else ""


def _sentences(said: str, note: str) -> str:
    """Return what was chosen as a sentence, and then the note, ended as one."""
    sentence = f"{said[:1].upper()}{said[1:]}." if said else ""
    own = note.strip()
    own += "." if own[-1:].isalnum() else ""
    return " ".join(part for part in (sentence, own) if part)


def _day(night: date) -> str:
    return day_words(night, year=True)
