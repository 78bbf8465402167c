"""What prescribers write in short, in plain words: "b.i.d.", "q8h", "1-0-1", "x 8 weeks", "1½".

It is written out before a regimen is read, so that the reader knows one way of saying a thing.
"""

import re
from decimal import Decimal

from crampdiary.domain.errors import InvalidValueError

_IGNORE = re.IGNORECASE
_SPAN = (
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*"
    r"(?:days?|weeks?|wks?|months?|years?)\b"
)
_WRITTEN_OUT = tuple(
    (re.compile(pattern, _IGNORE), words)
    for pattern, words in (
        (r"\bb\.\s?(?:i\.\s?)?d\b\.?", "twice a day"),
        (r"\bt\.\s?(?:i\.\s?d|d\.\s?s)\b\.?", "3 times a day"),
        (r"\bq\.?\s?(?:i\.\s?d|d\.\s?s)\b\.?", "4 times a day"),
        (r"\bq\.?o\.?d\b\.?", "every other day"),
        (r"\b(?:q\.?d|o\.?d)\b\.?", "daily"),
        (r"\bq\.?\s?(?P<hours>\d{1,2})\s?h\b\.?", r"every \g<hours> hours"),
        (r"\b(?:q\.?h\.?s|h\.s|nocte)\b\.?", "at bedtime"),
        (r"\bp\.\s?r\.\s?n\b\.?", "as needed"),
        (r"\b(?:p\.o\b\.?|po\b|by mouth\b|orally\b)", ""),
        (rf"(?:(?<=\s)|^)[x\u00d7]\s*(?={_SPAN})", "for "),
        (rf",\s+(?={_SPAN})", " for "),
        (r"\b(?P<whole>\d{1,2})\s?(?:½|\s1/2)", r"\g<whole>.5"),
        (r"\b(?P<whole>\d{1,2})\s?(?:¼|\s1/4)", r"\g<whole>.25"),
        (r"\b(?P<whole>\d{1,2})\s?(?:¾|\s3/4)", r"\g<whole>.75"),
    )
)
_THOUSANDS = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,4}(?:\.\d{1,3})?)k(?=\s?(?:iu|ie|units?)\b)", _IGNORE
)
_EACH = r"(?:\d(?:[.,]\d)?|½)"
# Morning, noon, evening and perhaps night, as on a German plan of medicines.
_SCHEME = re.compile(rf"(?<![\d.,-]){_EACH}(?:\s?[-\u2013]\s?{_EACH}){{2,3}}(?![\d-])")
_WITH_NIGHT = 4
_TIMES = {1: "daily", 2: "twice a day"}


def written_out(text: str, name: str) -> str:
    """Return a text with what is written in short in words that the readers know.

    "1-0-1 tablets" are 1 tablet twice a day. Raises `InvalidValueError` (`cannot_be_planned`) for
    the field `name` where the amounts of such a plan differ.
    """
    text = _scheme_written_out(text, name)
    text = _THOUSANDS.sub(lambda it: f"{Decimal(it['number']) * 1000:,.0f} ", text)
    for pattern, words in _WRITTEN_OUT:
        text = pattern.sub(words, text)
    return text


def _scheme_written_out(text: str, name: str) -> str:
    found = _SCHEME.search(text)
    if found is None:
        return text
    each = re.findall(_EACH, found[0])
    taken = [amount.replace("½", "0.5") for amount in each if amount.strip("0.,")]
    if len(set(taken)) != 1:
        raise InvalidValueError(
            field=name,
            problem="cannot_be_planned",
            value=found[0],
            allowed="the same amount each time, such as 1 tablet twice a day",
        )
    is_at_night = len(each) == _WITH_NIGHT and len(taken) == 1 and each[-1].strip("0.,") != ""
    often = "at bedtime" if is_at_night else _TIMES.get(len(taken), f"{len(taken)} times a day")
    before, after = text[: found.start()], text[found.end() :]
    if re.search(r"\d", before):
        many = "" if taken[0] == "1" else f"{taken[0]} x "
        return f"{many}{before}{after} {often}"
    return f"{before}{taken[0]}{after} {often}"
