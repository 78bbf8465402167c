"""Lab results as the doctor's page shows them: as each laboratory wrote them, and in one unit."""

from collections.abc import Sequence

from crampdiary.domain.lab_verdicts import Band
from crampdiary.domain.phrases import number_words, range_words, value_words
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import LabResult
from crampdiary.reports.page import MARK
from crampdiary.reports.page import LabRow as PageRow
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.lab_readings import LabReading, LabRow
from crampdiary.services.labs import rows_of
from crampdiary.services.preferences import preferences
from crampdiary.services.report.days import ShortDays

CALCULATED = "calculated"
_CORRECTED = "Calcium, corrected"
# A value in the highest band needs no word.
_NAMED_BANDS = frozenset({Band.DEFICIENT, Band.INSUFFICIENT})


def lab_table(
    diary: Diary, labs: Sequence[LabResult], days: ShortDays
) -> tuple[tuple[PageRow, ...], str]:
    """Return the rows, most telling first, and what the mark at some of them means.

    The newest value of each test comes first, then what meets a red flag, what has a flag or a band
    worth a word, and all others; the newest first.
    """
    catalogues, told = catalogues_of(diary), preferences(diary)
    limits = (told.vitamin_d_deficient_below, told.vitamin_d_sufficient_above)
    found = rows_of(labs, tests=catalogues.lab_tests, flags=catalogues.red_flags, limits=limits)
    leading = [(order, row, row.latest) for order, row in enumerate(found) if not row.is_calculated]
    rest = [
        (order, row, reading)
        for order, row in enumerate(found)
        for reading in row.readings
        if row.is_calculated or reading is not row.latest
    ]
    for part in (leading, rest):
        part.sort(key=lambda one: one[2].taken_on, reverse=True)
    rest.sort(key=lambda one: (one[2].red_flag is None, not _flag_words(one[2])))
    rows = tuple(_page_row(*one, days) for one in (*leading, *rest))
    low, high = (number_words(limit) for limit in limits)
    remark = (
        f"{MARK} commonly used: below {low} ng/mL deficient, up to {high} insufficient; the lab's "
        "range comes first."
    )
    return rows, remark if any(MARK in row.flag for row in rows) else ""


def _page_row(order: int, row: LabRow, reading: LabReading, days: ShortDays) -> PageRow:
    inside = f"{reading.text} {row.unit}".strip()
    day = days.words(reading.taken_on)
    result = reading.result
    if result is None:
        return PageRow(
            test=_CORRECTED,
            day=day,
            value=inside,
            beside=CALCULATED,
            flag=alarm_word(reading),
            range="",
            order=order,
            taken_on=reading.taken_on,
        )
    newest = row.latest.result or result
    return PageRow(
        test=newest.test,
        day=day,
        value=value_words(result),
        beside=f"= {inside}" if reading.is_converted else "",
        flag=_flag_words(reading),
        range=range_words(result),
        order=order,
        taken_on=reading.taken_on,
    )


def _flag_words(reading: LabReading) -> str:
    band = f"{reading.band}{MARK}" if reading.band in _NAMED_BANDS else ""
    return ", ".join(filter(None, (reading.flag, band, alarm_word(reading))))


def alarm_word(reading: LabReading) -> str:
    """Return "red flag" of a value that meets one of the catalogue's.

    An own limit is the person's, and stands with the red flags as such.
    """
    found = reading.red_flag
    return "red flag" if found is not None and not found.is_own else ""
