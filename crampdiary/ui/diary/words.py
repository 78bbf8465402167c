"""Nights and cramps in words, as Today and Diary show them. Knows no Qt."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from crampdiary.domain.choices import DoseStatus, EveningTag, Provenance, Relief, Sign, Soreness
from crampdiary.domain.nights import ONE_DAY, NightCount, NightState
from crampdiary.domain.phrases import (
    MONTHS,
    TAG_WORDS,
    fluids_words,
    length_words,
    place_words,
)
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.doses import ToldDose
from crampdiary.services.nights import NightView

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STATE_WORDS: dict[NightState, str] = {
    NightState.WITHOUT_CRAMPS: "none",
    NightState.DONT_REMEMBER: "don't remember",
    NightState.NOT_TRACKING: "not tracking",
    NightState.NOT_RECORDED: "not recorded",
}
ANSWER_WORDS: dict[NightState, str] = {
    NightState.WITHOUT_CRAMPS: "No cramps",
    NightState.DONT_REMEMBER: "Don't remember",
    NightState.NOT_TRACKING: "Not tracking",
}
SORENESS_WORDS: dict[Soreness, str] = {
    Soreness.NO: "No",
    Soreness.A_LITTLE: "A little",
    Soreness.A_LOT: "A lot",
}
RELIEF_WORDS: dict[Relief, str] = {relief: relief.value for relief in Relief} | {
    Relief.OTHER: "something else"
}
SIGN_WORDS: dict[Sign, str] = {sign: sign.value for sign in Sign}
DOSE_WORDS: dict[DoseStatus, str] = {
    DoseStatus.MISSED: "{} missed",
    DoseStatus.EXTRA: "extra {}",
    DoseStatus.LATE: "{} late",
}
_TIMES = {1: "once", 2: "twice"}
RECALLED = "recalled later"
STILL_GOING = "still going"
UNBROKEN = "\u00a0"
NO_TIME = "time not known"
SHOWN_NOTE_LETTERS = 240
_GREETINGS = ((5, "Hello"), (12, "Good morning"), (18, "Good afternoon"), (24, "Good evening"))


def capitalised(words: str) -> str:
    """Return words with a capital first letter and the rest as it was."""
    return words[:1].upper() + words[1:]


def greeting(hour: int) -> str:
    """Return how to greet at an hour of the day (0 to 23); in the small hours just "Hello"."""
    return next(words for until, words in _GREETINGS if hour < until)


def _day_of_month(day: date, *, month: bool, year: bool) -> str:
    parts = [WEEKDAYS[day.weekday()], str(day.day)]
    parts += [MONTHS[day.month - 1]] * month + [str(day.year)] * year
    return " ".join(parts)


def night_span_words(night: date, today: date) -> str:
    """Return "The night from Saturday 21 to Sunday 22 November", with years where they matter."""
    morning = night + ONE_DAY
    years_differ = night.year != morning.year
    evening = _day_of_month(night, month=night.month != morning.month, year=years_differ)
    end = _day_of_month(morning, month=True, year=years_differ or morning.year != today.year)
    return f"The night from {evening} to {end}"


def long_day_words(day: date, today: date) -> str:
    """Return "Wednesday 18 November", with the year where it is not this one."""
    return _day_of_month(day, month=True, year=day.year != today.year)


def night_title(night: date, today: date) -> str:
    """Return what a night is called on a given day: "Last night", "Tonight" or its date."""
    if night == today - ONE_DAY:
        return "Last night"
    return "Tonight" if night == today else f"Night of {long_day_words(night, today)}"


def evening_title(night: date, today: date) -> str:
    """Return what the day before a night is called: "Yesterday", "Today" or its date."""
    if night == today - ONE_DAY:
        return "Yesterday"
    return "Today" if night == today else long_day_words(night, today)


def count_words(count: NightCount | NightView) -> str:
    """Return "2 cramps", "1 cramp", "no cramps", "not recorded" and so on."""
    if count.state is NightState.WITH_CRAMPS:
        number = count.cramps if isinstance(count, NightCount) else len(count.cramps)
        return "1 cramp" if number == 1 else f"{number} cramps"
    if count.state is NightState.WITHOUT_CRAMPS:
        return "no cramps"
    return STATE_WORDS[count.state]


def time_words(cramp: Cramp) -> str:
    """Return the clock reading where it was logged, "02:31", or nothing without a time."""
    return cramp.start.wall_clock.strftime("%H:%M") if cramp.start else ""


def what_words(cramp: Cramp) -> str:
    """Return where it was and what came along: "left calf, woke me, stretching"."""
    parts = [place_words(cramp)]
    parts += ["woke me"] * bool(cramp.woke_me)
    parts += [RELIEF_WORDS[relief] for relief in Relief if relief in cramp.helped]
    parts += [SIGN_WORDS[sign] for sign in Sign if sign in cramp.signs]
    parts.append(cramp.medicine_taken)
    return ", ".join(part for part in parts if part)


def duration_or_going_words(cramp: Cramp) -> str:
    """Return "4 min 10 s", "still going", or nothing where it is not known."""
    if cramp.is_open:
        return STILL_GOING
    return _unbroken(length_words(cramp))


def cramp_words(cramp: Cramp) -> str:
    """Return a cramp in a line: "02:31 left calf, 4 min 10 s, pain 7, twitching"."""
    parts = [place_words(cramp), duration_or_going_words(cramp)]
    parts += [] if cramp.pain is None else [f"pain{UNBROKEN}{cramp.pain}"]
    parts += [SIGN_WORDS[sign] for sign in Sign if sign in cramp.signs]
    parts += [RECALLED] * (cramp.provenance is Provenance.RECALLED)
    details = ", ".join(part for part in parts if part)
    if not cramp.start:
        return f"{NO_TIME}, {details}" if details else NO_TIME
    return f"{time_words(cramp)} {details}".rstrip()


def cramp_lines(cramps: Iterable[Cramp]) -> list[tuple[str, tuple[Cramp, ...]]]:
    """Return a night's cramps as lines, each with the cramps it stands for.

    Cramps of which nothing but the night is known share a line: "3 cramps, times not known".
    """
    lines: list[tuple[str, tuple[Cramp, ...]]] = []
    for bare, group in groupby(cramps, key=is_bare):
        same = tuple(group)
        if bare and len(same) > 1:
            lines.append((f"{len(same)} cramps, times not known", same))
        else:
            lines += [(_line(cramp), (cramp,)) for cramp in same]
    return lines


def is_bare(cramp: Cramp) -> bool:
    """Tell whether nothing is known of a cramp but its night."""
    return cramp == Cramp(night=cramp.night, id=cramp.id, provenance=cramp.provenance)


def evening_words(view: NightView | None) -> str:
    """Return the evening before: "1.25 L, hard exercise, magnesium missed", with the note below."""
    if view is None:
        return ""
    record = view.record or Night(night=view.night)
    parts = [] if record.fluids_ml is None else [fluids_words(record.fluids_ml)]
    parts += [TAG_WORDS[tag] for tag in EveningTag if tag in (record.tags or frozenset())]
    parts += [told_dose_words(dose) for dose in view.doses]
    return "\n".join(part for part in (", ".join(parts), short_note(record.note)) if part)


def told_dose_words(dose: ToldDose) -> str:
    """Return "magnesium missed", "magnesium 1 of 3 missed", "2 extra doses of it", "taken twice".

    What is taken as needed was never extra.
    """
    count, planned = dose.count or 1, dose.planned
    if dose.status is DoseStatus.EXTRA and planned is None:
        return f"{dose.name} taken {_TIMES.get(count, f'{count} times')}"
    if dose.status is DoseStatus.EXTRA and count > 1:
        return f"{count} extra doses of {dose.name}"
    if dose.status is not DoseStatus.EXTRA and dose.count is not None and count < (planned or 0):
        return f"{dose.name} {count} of {planned} {dose.status.value}"
    return DOSE_WORDS[dose.status].format(dose.name)


def short_note(note: str) -> str:
    """Return the beginning of a note in one line; the whole of it stands where it is edited."""
    line = " ".join(note.split())
    return line if len(line) <= SHOWN_NOTE_LETTERS else f"{line[:SHOWN_NOTE_LETTERS].rstrip()}…"


def is_recalled(view: NightView) -> bool:
    """Tell whether the answer for a night was given only days later."""
    return (
        view.record is not None
        and view.record.answer is not None
        and view.record.provenance is Provenance.RECALLED
    )


def _unbroken(words: str) -> str:
    """Keep each number on the line of its unit."""
    return re.sub(r"(?<=\d) ", UNBROKEN, words)


def _line(cramp: Cramp) -> str:
    note = short_note(cramp.note)
    return f"{cramp_words(cramp)}\n{note}" if note else cramp_words(cramp)
