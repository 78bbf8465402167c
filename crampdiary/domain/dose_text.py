"""How much is taken each time, as people write it: "50,000 IU", "2 x 150 mg", "half a tablet"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from crampdiary.domain.choices import DoseBasis
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_number, readings
from crampdiary.domain.rhythm_text import NUMBER, Rest, number_of
from crampdiary.domain.units import Dimension, read_unit

HOW_MUCH = "an amount and its unit, such as 2,000 IU or 1 tablet"
ONLY = "the dose, how often and how long; what else there is to say goes into the note"
FORMS = (
    *("tablet", "chewable tablet", "effervescent tablet", "capsule", "drops", "oral drops"),
    *("spray", "nasal spray", "sachet", "powder", "liquid", "syrup", "solution", "gummy"),
    *("lozenge", "ampoule", "injection", "patch", "cream", "gel", "oil", "puff"),
)
_OF_A_DOSE = {
    Dimension.MASS,
    Dimension.SUBSTANCE,
    Dimension.CHARGE,
    Dimension.INTERNATIONAL,
    Dimension.VOLUME,
    Dimension.COUNT,
}
_SPELLED_OUT = {Dimension.INTERNATIONAL, Dimension.COUNT}
_IGNORE = re.IGNORECASE
_HALVES = (
    (re.compile(r"^(?:½|1/2|(?:one\s+|a\s+)?half)(?:\s+an?\b|\s+of\s+an?\b)?\s*", _IGNORE), "0.5 "),
    (
        re.compile(r"^(?:¼|1/4|(?:one\s+|a\s+)?quarter)(?:\s+an?\b|\s+of\s+an?\b)?\s*", _IGNORE),
        "0.25 ",
    ),
)
_SPAN = re.compile(
    rf"^(?P<low>{NUMBER})\s*(?:to|or|-|\u2013)\s*(?P<high>{NUMBER})\b\s*(?P<unit>\S*)", _IGNORE
)
_MULTIPLE = re.compile(rf"^(?P<count>{NUMBER})\s*[x\u00d7*]\s*(?=[\d.,])", _IGNORE)
_WORD = re.compile(r"^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\b", _IGNORE)
_AMOUNT = re.compile(
    r"^(?P<number>(?:[-\u2212\u2013]\s*)?(?:\d[\d.,']*(?:[ \u00a0\u202f]\d{3}(?!\d))*|[.,]\d+))\s*"
)
_STRENGTH = re.compile(r"^(?:of|à|at|\()\s*(?=\d)", _IGNORE)
_ELEMENTS = "magnesium|calcium|potassium|sodium|zinc|iron"
_SALT = re.compile(
    rf"\b(?:as|of)\s+(?:the\s+)?(?:(?:whole|{_ELEMENTS})\s+)?(?:citrate|oxide|carbonate|"
    r"glycinate|bisglycinate|chloride|malate|gluconate|lactate|aspartate|orotate|sul(?:ph|f)ate|"
    r"threonate|taurate|phosphate|hydroxide|salt)\b",
    _IGNORE,
)
_ELEMENTAL = re.compile(
    rf"\belemental(?:\s+(?:{_ELEMENTS}))?\b|\b(?:as|of)\s+(?:elemental\s+)?(?:{_ELEMENTS})\b",
    _IGNORE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What is taken each time, in the fields of a `Phase`, and `count` of "2 x 150 mg"."""

    dose: Decimal
    unit: str
    form: str = ""
    count: int = 1


def take_basis(rest: Rest) -> DoseBasis | None:
    """Take "elemental", "as magnesium" or "as citrate" out of a text; None where neither stands."""
    if rest.take(_SALT):
        return DoseBasis.SALT
    return DoseBasis.ELEMENTAL if rest.take(_ELEMENTAL) else None


def read_amount(text: str, name: str) -> Amount | None:
    """Return the amount that a text is all about; None where it does not begin with one.

    "2 tablets of 500 mg" are 1,000 mg as tablets. Raises `InvalidValueError` for the field `name`:
    no unit, an unknown one, two amounts to choose from, or more than an amount.
    """
    _refuse_choice(text, name)
    multiple = _MULTIPLE.match(text)
    count = number_of(multiple["count"]) if multiple else 1
    found = _take_number(text[multiple.end() :] if multiple else text, name)
    if found is None:
        return None
    number, after = found
    unit, form, rest = _take_unit(after, name, text)
    strength = _STRENGTH.match(rest)
    if strength is not None and read_unit(unit).dimension is Dimension.COUNT:
        inner = _take_number(rest[strength.end() :], name)
        assert inner is not None  # noqa: S101 - the pattern saw a digit
        form = _form(unit) or ""
        number, (unit, _, rest) = number * inner[0], _take_unit(inner[1], name, text)
    if form and "'" not in text and re.match(r"\d+[ \u00a0\u202f]\d{3}\b", text):
        _ask_about_space(text, name)
    if not number:
        raise _refusal(name, "out_of_range", text.strip(), "more than 0")
    if rest.strip(" .)"):
        raise _refusal(name, "unreadable", rest.strip(" .()"), ONLY)
    return Amount(dose=number, unit=unit, form=form, count=count)


def _refuse_choice(text: str, name: str) -> None:
    choice = _SPAN.match(text)
    if choice is not None:
        ways = f"{choice['low']} or {choice['high']}"
        raise _refusal(name, "leaves_a_choice", choice[0].strip(), ways)


def _ask_about_space(text: str, name: str) -> None:
    """Ask about "2 500 mg tablets": two of 500 mg, or of 2,500 mg."""
    first, second = re.split(r"\s", text, maxsplit=1)
    raise _refusal(name, "can_be_read_in_two_ways", text, f"{first} x {second} or {first},{second}")


def _take_number(text: str, name: str) -> tuple[Decimal, str] | None:
    for pattern, half in _HALVES:
        text = pattern.sub(half, text)
    word = _WORD.match(text)
    if word is not None:
        number = 1 if word[0].lower() in {"a", "an"} else number_of(word[0])
        return Decimal(number), text[word.end() :].strip()
    match = _AMOUNT.match(text)
    if match is None:
        return None
    written = match["number"].rstrip(".,")
    return read_number(written, name), text[match.end() :].strip()


def _take_unit(text: str, name: str, whole: str) -> tuple[str, str, str]:
    """Return the unit at the beginning, the form that may follow, and the rest."""
    words = text.split()
    for length in (2, 1):
        known = read_unit(" ".join(words[:length]).rstrip(",")) if len(words) >= length else None
        if known is not None and known.dimension in _OF_A_DOSE:
            # "mcg" stays as it was typed; "tabs" and "i.u." are spelled out.
            typed = " ".join(words[:length]).rstrip(",")
            unit = known.symbol if known.dimension in _SPELLED_OUT else typed
            form, rest = _take_form(words[length:])
            return ("IU" if unit == "U" else unit), form, rest
    if not words:
        raise _refusal(name, "needs_a_unit", whole)
    raise _refusal(name, "unknown_unit", words[0])


def _take_form(words: list[str]) -> tuple[str, str]:
    start = 1 if words[:1] and words[0].lower() in {"in", "as"} else 0
    start += 1 if words[start : start + 1] and words[start].lower() in {"a", "an"} else 0
    for length in (2, 1):
        form = _form(" ".join(words[start : start + length]))
        if form is not None and len(words) >= start + length:
            return form, " ".join(words[start + length :])
    return "", " ".join(words)


def _form(text: str) -> str | None:
    """Return the form that a word means: "tablet" of "Tabs", "drops" of "drop"."""
    plain = text.lower().strip(" ,.")
    known = read_unit(plain)
    symbol = known.symbol if known.dimension is Dimension.COUNT else plain
    return next((form for form in FORMS if symbol in {form, form.removesuffix("s")}), None)


def amount_text(number: Decimal) -> str:
    """Return a number that `read_number` reads as an amount without a question: "50,000", "2.5"."""
    written = f"{number:,f}"
    return f"{written}0" if len(readings(written)) > 1 and "," not in written else written


def _refusal(name: str, problem: str, value: str, allowed: str = HOW_MUCH) -> InvalidValueError:
    return InvalidValueError(field=name, problem=problem, value=value, allowed=allowed)
