"""Records as lines for people: plain aligned text that any terminal shows."""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from textwrap import wrap

from crampdiary.domain.choices import EveningTag
from crampdiary.domain.nights import NightState
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.phrases import (
    TAG_WORDS,
    day_words,
    dose_words,
    fluids_words,
    length_words,
    place_words,
    range_words,
    value_words,
)
from crampdiary.domain.records import Condition, Cramp, LabResult, Night, Phase, Record, Treatment
from crampdiary.services.nights import NightView

NOTE_WIDTH = 40
SHORT_ID = 8
# Part of words in Persian and Hindi, and of many emoji; they steer nothing.
_JOINERS = "\u200c\u200d"
STATE_WORDS: dict[NightState, str] = {
    NightState.WITH_CRAMPS: "cramps",
    NightState.WITHOUT_CRAMPS: "no cramps",
    NightState.DONT_REMEMBER: "don't remember",
    NightState.NOT_TRACKING: "not tracking",
    NightState.NOT_RECORDED: "not recorded",
}


def clean(text: str, width: int = NOTE_WIDTH) -> str:
    """Return free text on one line, short, and without what would steer a terminal."""
    line = _steered_by_nothing(" ".join(text.split()))
    return line if len(line) <= width else f"{line[: width - 3]}..."


def _steered_by_nothing(text: str) -> str:
    """Return text with marks in place of all that would move a terminal's cursor or turn a line."""
    return "".join(letter if letter.isprintable() or letter in _JOINERS else "?" for letter in text)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, hides_empty: bool = False
) -> list[str]:
    """Return rows under their heads, in columns as wide as they need to be.

    With `hides_empty` a column in which no row says anything is left out.
    """
    if hides_empty:
        kept = [number for number, column in enumerate(zip(*rows, strict=True)) if any(column)]
        heads = [heads[number] for number in kept]
        rows = [[row[number] for number in kept] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (heads, *rows)
    ]


def wrapped(text: str, indent: int = 0, width: int = 100) -> list[str]:
    """Return a sentence in lines of a width that reads well, each indented, without controls."""
    space = " " * indent
    return wrap(_steered_by_nothing(text), width, initial_indent=space, subsequent_indent=space)


def short_ids(records: Iterable[Record]) -> dict[str, str]:
    """Return for each whole id as much of it as tells it from the others, 8 letters or more."""
    whole = [str(record.id) for record in records]
    length = SHORT_ID
    while len({text[:length] for text in whole}) < len(set(whole)):
        length += 1
    return {text: text[:length] for text in whole}


def start_words(cramp: Cramp) -> str:
    """Return when a cramp began by the clock where it was logged, or nothing."""
    return "" if cramp.start is None else f"{cramp.start.wall_clock:%Y-%m-%d %H:%M}"


def lasted_words(cramp: Cramp) -> str:
    """Return how long a cramp lasted, as far as that is known."""
    if cramp.is_open:
        return "still going"
    return length_words(cramp)


def evening_words(night: Night) -> str:
    """Return what was said about the evening before a night, or nothing."""
    parts = [] if night.fluids_ml is None else [fluids_words(night.fluids_ml)]
    if night.tags is not None:
        tags = [TAG_WORDS[tag] for tag in EveningTag if tag in night.tags]
        parts += tags or ["nothing out of the ordinary"]
    return ", ".join(parts)


def phase_words(phase: Phase) -> str:
    """Return a phase with its days: "50,000 IU weekly from 2026-03-16 to 2026-05-10"."""
    end = "on" if phase.end is None else f"to {phase.end}"
    return f"{dose_words(phase)} from {phase.start} {end}"


def one_line(record: Record) -> str:
    """Return one record in words, with its short id where a command can take that."""
    words = _words(record)
    if isinstance(record, Night):
        return words
    return f"{words}  [{str(record.id)[:SHORT_ID]}]"


@singledispatch
def _words(_record: Record) -> str:
    return "settings"


@_words.register
def _(cramp: Cramp) -> str:
    when = start_words(cramp) or "without a time"
    pain = "" if cramp.pain is None else f"pain {cramp.pain}"
    told = [when, lasted_words(cramp), place_words(cramp), pain]
    return f"cramp in the night of {cramp.night}: {', '.join(part for part in told if part)}"


@_words.register
def _(night: Night) -> str:
    state = "" if night.answer is None else STATE_WORDS[night.answer]
    told = ", ".join(part for part in (state, evening_words(night)) if part)
    return f"night of {night.night}: {told or 'told about'}"


@_words.register
def _(treatment: Treatment) -> str:
    return f"{treatment.type.value} {clean(treatment.name)}"


@_words.register
def _(phase: Phase) -> str:
    return f"period {clean(phase_words(phase), 80)}"


@_words.register
def _(result: LabResult) -> str:
    limits = range_words(result)
    note = f" (lab's range {limits})" if limits else ""
    value = clean(value_words(result), 80)
    return f"lab result {clean(result.test)} {value}{note} of {result.taken_on}"


@_words.register
def _(condition: Condition) -> str:
    return f"condition {clean(condition.name)}"


@_words.register
def _(entry: OwnEntry) -> str:
    return f"own {entry.catalogue.value} {clean(entry.name)}"


def night_line(view: NightView) -> str:
    """Return one night in words."""
    count = len(view.cramps)
    state = STATE_WORDS[view.state]
    if count:
        state = "one cramp" if count == 1 else f"{count} cramps"
    evening = evening_words(view.record) if view.record is not None else ""
    told = f"; {evening}" if evening else ""
    return f"{day_words(view.night)} {view.night.year}: {state}{told}"
