"""What the page says about lab results in few words; in full they speak from `services.labs`."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.catalogues.flags import Urgency
from crampdiary.domain.lab_values import shown_number
from crampdiary.domain.lab_verdicts import Band
from crampdiary.domain.phrases import day_words
from crampdiary.services.lab_readings import LabReading, LabRow
from crampdiary.services.labs import CORRECTED_WORDS, WorthACall

ARROWS = {"up": "\u2191", "down": "\u2193", "same": "="}
CONVERTED = "converted"
# A limit that nobody typed is told to about a twentieth of itself.
_STEPS = 20


def title_of(row: LabRow) -> tuple[str, str]:
    """Return what stands before a row: the test and its unit; a calculated one says what it is."""
    return (CORRECTED_WORDS, "") if row.is_calculated else (row.test, row.unit)


def remark(row: LabRow, reading: LabReading) -> str:
    """Return what is said beside a value: "low, deficient*", or nothing where all is well.

    The newest value that the top of the page speaks of says so here too.
    """
    said = [reading.flag]
    if reading.band is not None and reading.band is not Band.SUFFICIENT:
        said.append(f"{reading.band}*")
    if reading.red_flag is not None and reading is row.latest and not row.is_calculated:
        said.append("worth a call")
    return ", ".join(part for part in said if part)


def end_text(end: Decimal | Fraction) -> str:
    """Return an end of a range: as typed, and rounded where it was converted."""
    if isinstance(end, Decimal):
        return f"{end:f}"
    is_short = 10 % end.denominator == 0
    return f"{float(end):g}" if is_short else f"{shown_number(end, abs(end) / _STEPS):f}"


def call_title(calls: Sequence[WorthACall]) -> str:
    """Return how soon to call, by the most urgent of the sentences."""
    is_soon = all(call.flag.urgency in {Urgency.SOON, Urgency.NOTE} for call in calls)
    return "Worth a call soon" if is_soon else "Worth a call today"


def call_words(call: WorthACall) -> tuple[str, str]:
    """Return a sentence about a value that deserves attention, and where the sentence is from."""
    row, reading = call.row, call.reading
    what = f"Calcium {CORRECTED_WORDS}," if row.is_calculated else row.test
    day = day_words(reading.taken_on, year=True)
    value = f"{reading.text} {row.unit}".strip()
    return f"{what} was {value} on {day}. {call.flag.text}", f"Source: {call.flag.source}."


def footnotes(rows: Sequence[LabRow]) -> str:
    """Return what explains the marks that are on the page, and no others."""
    shown = [(row, reading) for row in rows for reading in row.readings]
    said = [_bands_words(row) for row in rows if any("*" in remark(row, it) for it in row.readings)]
    said.append(
        "Values are kept exactly as the lab wrote them; low and high are told by the range that "
        "the lab printed."
    )
    if any(reading.is_converted for _, reading in shown):
        said.append("Converted: shown in the unit of the newest result; point at it for the lab's.")
    if any(reading.trend for _, reading in shown):
        said.append("Arrows compare with the value before.")
    return " ".join(said).replace("\n ", "\n")


def _bands_words(row: LabRow) -> str:
    (_, deficient), (_, insufficient), _ = row.bands
    low, high = (
        "" if end is None else end_text(end) for end in (deficient.high, insufficient.high)
    )
    return (
        f"* commonly used bands: below {low} deficient, {low} to {high} insufficient ({row.unit}; "
        "Settings can change them). The range that your lab printed always comes first.\n"
    )
