"""A whole regimen in one line: "50,000 IU weekly for 8 weeks, then 2,000 IU daily".

Parts stand between "then", semicolons or line ends; each says how much, how often and how long, in
any order. A part begins the day after the one before it has ended, unless it says otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from crampdiary.domain.choices import DoseBasis
from crampdiary.domain.dose_text import amount_text, read_amount, take_basis
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.notation import read_day
from crampdiary.domain.phrases import ONCE, rhythm_words, unit_words
from crampdiary.domain.records import Phase
from crampdiary.domain.regimens import DAYS_A_WEEK, Span, SpanUnit, check_no_overlap, last_day
from crampdiary.domain.rhythm_text import HOW_OFTEN, NUMBER, Rest, number_of, take_rhythm
from crampdiary.domain.shorthand import written_out

FIELD = "regimen"
EXAMPLE = "the dose, how often and how long, such as 2,000 IU daily for 8 weeks"
MAX_LENGTH = 1_000
_IGNORE = re.IGNORECASE
_BETWEEN = re.compile(
    r"(?:[\s,;.]*\b(?:and\s+)?(?:then|afterwards?|after\s+that|thereafter|followed\s+by)\b[\s,:]*"
    r"|\s*;\s*|\s*\n\s*)+",
    _IGNORE,
)
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.?\s+[a-z]{3,9}\.?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|today|tomorrow|yesterday)"
)
_WRITTEN_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[a-z]{3})[a-z]*\.?(?:\s+(?P<late>\d{1,2}),?)?\s+(?P<year>\d{4})",
    _IGNORE,
)
_FROM = re.compile(
    r"\b(?:from|since|on|(?:start|beginn?)(?:s|ed|ing)?(?:\s+(?:on|from))?)\s+"
    rf"(?P<day>{_DAY})\b|\b(?P<first>{_DAY})(?=\s*(?:to|until|till?|through|-|\u2013)\s)",
    _IGNORE,
)
_UNTIL = re.compile(
    rf"(?:\b(?:until|till?|to|through|up\s+to|ending(?:\s+on)?)|\s[-\u2013])\s+(?P<day>{_DAY})\b",
    _IGNORE,
)
_SPAN_UNIT = r"(?:days?|d|weeks?|wks?|w|months?|years?)"
_CHOICE = re.compile(
    rf"\b(?:for\s+)?(?P<low>{NUMBER})\s*(?:to|or|-|\u2013)\s*(?P<high>{NUMBER})\s*"
    rf"(?P<unit>{_SPAN_UNIT})\b",
    _IGNORE,
)
_FOR = re.compile(
    rf"\b(?:for|over|during)\s+(?:(?:the\s+)?(?:next|first)\s+)?(?P<count>an?|{NUMBER})\s*"
    rf"(?P<unit>{_SPAN_UNIT})\b",
    _IGNORE,
)
_ONCE = re.compile(
    r"\b(?:(?:only|just)\s+)?(?:once|one\s+time)(?:\s+only)?\b|\bsingle\s+dose\b|\bone[\s-]off\b",
    _IGNORE,
)
_ONGOING = re.compile(
    r"\b(?:and\s+)?(?:ongoing|indefinitely|continuing|continued|from\s+then\s+on|long[\s-]term)\b",
    _IGNORE,
)
_PAUSE = re.compile(
    r"(?:a\s+)?(?:pause|break|nothing|none|no\s+dose|off)\b(?P<rest>.*)|(?P<ahead>.*?)\b(?:off|pause|break)",
    _IGNORE | re.DOTALL,
)
_BREAKS_OFF = re.compile(r"\bthen\W*$", _IGNORE)
_STOP = re.compile(r"(?:stop|end|nothing|no\s+more)\W*", _IGNORE)
_OWN_CHOICE = re.compile(r"\b(?:not\s+prescribed|(?:my\s+)?own\s+choice)\b", _IGNORE)
_PRESCRIBED = re.compile(r"\bprescribed(?:\s+by\s+(?:my|the|a)\s+doctor)?\b", _IGNORE)
_FILLER = re.compile(r"^(?:(?:take|takes|taking|taken|and|dose:?)\b\s*)+", _IGNORE)
_BASIS_WORDS = {DoseBasis.ELEMENTAL: "elemental", DoseBasis.SALT: "of the salt", None: ""}
_CHOICE_WORDS = {True: ", prescribed", False: ", own choice", None: ""}
_FEW_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """What a part says about its days."""

    start: date | None
    end: date | None
    span: Span | None


def read_regimen(
    text: str, treatment_id: UUID, *, today: date, start: date | None = None
) -> tuple[Phase, ...]:
    """Return the phases of a regimen, earliest first; the first begins on `start`, else `today`.

    A part that begins on a day of its own ends one without an end before it; "pause for 2 weeks"
    leaves a gap. Raises `InvalidValueError`: for `regimen` with the part that was not understood
    and what would do, or for the field of a phase (`from`, `to`, `dose`, ...) whose value cannot
    be.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidValueError(
            field=FIELD,
            problem="too_long",
            value=len(text),
            allowed=f"up to {MAX_LENGTH:,} characters",
        )
    if _BREAKS_OFF.search(text):
        raise _refusal("incomplete", "then", 'the dose that comes then, or "then stop"')
    parts = [part.strip(" ,.\t") for part in _BETWEEN.split(text)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and _STOP.fullmatch(parts[-1]):
        parts.pop()
    if not parts:
        raise _refusal("empty", None)
    phases: list[Phase] = []
    begins: date | None = start or today
    for number, part in enumerate(parts):
        pause = _pause(part, today) if phases else None
        if pause is not None:
            begins = last_day(_known(begins, part), pause) + ONE_DAY
            continue
        phase = _phase(part, treatment_id, begins, today)
        if phases and phases[-1].end is None and phase.start > phases[-1].start:
            phases[-1] = replace(phases[-1], end=phase.start - ONE_DAY)
        phases.append(phase)
        begins = None if phase.end is None else phase.end + ONE_DAY
        if begins is None and number + 1 < len(parts) and not _FROM.search(parts[number + 1]):
            raise _refusal("has_no_end", part, "for 8 weeks, or until a day")
    check_no_overlap(phases)
    return tuple(phases)


def regimen_words(phases: Sequence[Phase]) -> str:
    """Return phases as `read_regimen` reads them, with their days.

    Reasons and notes are not among the words; a form or unit that is not known to the reader is.
    """
    words, expected = [], None
    for phase in sorted(phases, key=lambda item: item.start):
        days = _days_words(phase, says_start=phase.start != expected)
        expected = None if phase.end is None else phase.end + ONE_DAY
        said = [_amount_words(phase), _BASIS_WORDS[phase.basis], rhythm_words(phase), *days]
        words.append(" ".join(filter(None, said)) + _CHOICE_WORDS[phase.prescribed])
    return ", then ".join(words)


def _amount_words(phase: Phase) -> str:
    if phase.dose is None:
        return ""
    unit = unit_words(phase.dose, phase.unit)
    return f"{amount_text(phase.dose)} {unit} {phase.form}".strip()


def _days_words(phase: Phase, *, says_start: bool) -> list[str]:
    begin = [f"from {phase.start}"] if says_start else []
    if phase.end is None or rhythm_words(phase) == ONCE:
        return begin
    length = _length_words(phase.start, phase.end)
    return [*begin, length] if length.startswith("until") else [length, *begin]


def _length_words(start: date, end: date) -> str:
    days = (end - start).days + 1
    if days % DAYS_A_WEEK == 0:
        weeks = days // DAYS_A_WEEK
        return f"for {weeks} week{'s' if weeks > 1 else ''}"
    if days <= _FEW_DAYS:
        return f"for {days} day{'s' if days > 1 else ''}"
    return f"until {end}"


def _phase(part: str, treatment_id: UUID, begins: date | None, today: date) -> Phase:
    """Return the phase that a part says, beginning on its own day or else on `begins`."""
    rest = Rest(written_out(part, FIELD))
    is_ongoing = rest.take(_ONGOING) is not None
    when = _take_when(rest, today)
    if is_ongoing and (when.end or when.span):
        raise _refusal("has_two_ends", part, "ongoing, a length or a last day")
    prescribed = False if rest.take(_OWN_CHOICE) else True if rest.take(_PRESCRIBED) else None
    basis = take_basis(rest)
    rhythm = take_rhythm(rest, FIELD)
    once = rhythm is None and rest.take(_ONCE) is not None
    left = _FILLER.sub("", rest.left)
    amount = read_amount(left, FIELD) if left else None
    if left and amount is None:
        raise _refusal("unreadable", left)
    if rhythm is None and not once:
        raise _refusal("does_not_say_how_often", part, HOW_OFTEN)
    start = when.start or _known(begins, part)
    end = last_day(start, when.span) if when.span else when.end
    phase = Phase(
        treatment_id=treatment_id,
        start=start,
        end=start if once and end is None else end,
        dose=None if amount is None else amount.dose,
        unit="" if amount is None else amount.unit,
        form="" if amount is None else amount.form,
        basis=basis,
        prescribed=prescribed,
    )
    if rhythm is not None:
        phase = replace(
            phase,
            every_days=rhythm.every_days,
            times_a_day=rhythm.times_a_day,
            weekday=rhythm.weekday,
            at_bedtime=rhythm.at_bedtime,
        )
    return phase if amount is None else _multiplied(phase, amount.count)


def _multiplied(phase: Phase, count: int) -> Phase:
    """Return the phase of "2 x 150 mg": twice a day where it is daily, else both at once."""
    if count == 1:
        return phase
    plain = phase.every_days == 1 and phase.times_a_day == 1 and not phase.at_bedtime
    if plain and phase.end != phase.start:
        return replace(phase, times_a_day=count)
    return replace(phase, dose=None if phase.dose is None else phase.dose * count)


def _take_when(rest: Rest, today: date) -> _When:
    """Take the days and the length out of a part; the two must not contradict each other."""
    choice = rest.take(_CHOICE)
    if choice is not None:
        lead = "for " if choice[0].lower().startswith("for") else ""
        ways = " or ".join(f"{lead}{choice[end]} {choice['unit']}" for end in ("low", "high"))
        raise _refusal("leaves_a_choice", choice[0].strip(), ways)
    whole = rest.text.strip()
    began = rest.take(_FROM)
    until, length = rest.take(_UNTIL), rest.take(_FOR)
    if until is not None and length is not None:
        raise _refusal("has_two_ends", whole, "a length or a last day")
    return _When(
        start=_day(began["day"] or began["first"], "from", today) if began else None,
        end=_day(until["day"], "to", today) if until else None,
        span=_span(length) if length else None,
    )


def _span(match: re.Match[str]) -> Span:
    count = 1 if match["count"].lower() in {"a", "an"} else number_of(match["count"])
    if not count:
        raise _refusal("unreadable", match[0].strip())
    unit = next(unit for unit in SpanUnit if unit[0] == match["unit"][0].lower())
    return Span(count=count, unit=unit)


def _day(text: str, field: str, today: date) -> date:
    """Return a day written as 2026-03-16, 16 March 2026 or March 16, 2026, or called today."""
    near = {"today": today, "tomorrow": today + ONE_DAY, "yesterday": today - ONE_DAY}
    if text.lower() in near:
        return near[text.lower()]
    written = _WRITTEN_DAY.fullmatch(text)
    if written is not None and written["month"].lower() in _MONTHS:
        month = _MONTHS.index(written["month"].lower()) + 1
        day = int(written["day"] or written["late"] or 0)
        text = f"{written['year']}-{month:02}-{day:02}"
    return read_day(text, field)


def _pause(part: str, today: date) -> Span | None:
    """Return how long nothing is taken, or None where a part is no pause."""
    match = _PAUSE.fullmatch(part)
    if match is None:
        return None
    rest = (match["rest"] if match["rest"] is not None else match["ahead"]).strip()
    length = Rest(rest if rest.lower().startswith("for") else f"for {rest}")
    span = _take_when(length, today).span
    if span is None or length.left:
        raise _refusal("unreadable", part, "pause for 2 weeks")
    return span


def _known(begins: date | None, part: str) -> date:
    if begins is None:
        raise _refusal("has_no_start", part, "from a day, or a length for what comes before")
    return begins


def _refusal(problem: str, value: object, allowed: str = EXAMPLE) -> InvalidValueError:
    return InvalidValueError(field=FIELD, problem=problem, value=value, allowed=allowed)
