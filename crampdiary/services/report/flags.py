"""Red flags that the diary meets, as facts with their limit for a doctor to weigh.

Limits are commonly used ones and the catalogue's; the wording, and which of them belong on a page,
are still to be reviewed by a clinician. Signs that a diary has no field for are never said to be
absent.
"""

from collections.abc import Iterator

from crampdiary.domain.catalogues.dose_units import amount_words
from crampdiary.domain.catalogues.flags import RedFlag, Urgency
from crampdiary.domain.nights import NightState
from crampdiary.domain.phrases import duration_words, value_words
from crampdiary.domain.units import read_unit
from crampdiary.services.catalogues import Catalogues, catalogues_of
from crampdiary.services.lab_readings import LabReading, LabRow
from crampdiary.services.labs import rows_of
from crampdiary.services.preferences import preferences
from crampdiary.services.report.directions import apart
from crampdiary.services.report.flagged import Flagged
from crampdiary.services.report.flags_taken import (
    began_after_a_medicine,
    beside_each_other,
    much_vitamin_d,
)

# A cramp that lasts longer is another thing than a night cramp (see `long_cramp` in the catalogue).
LONG_CRAMP_S = 600
# Of the last four weeks, and only where half of them are recorded (our own convention).
MOST_NIGHTS_OF, MOST_NIGHTS_RECORDED = 28, 14
_Met = tuple[LabRow, LabReading, RedFlag]


def flags_met(found: Flagged) -> tuple[str, ...]:
    """Return a line for each red flag that the period meets, values of the laboratory first.

    Of several values that meet the same flag the newest is told, and how many there were before.
    """
    catalogues = catalogues_of(found.diary)
    return (
        *_values(found, catalogues),
        *_long_cramps(found),
        *_most_nights(found),
        *much_vitamin_d(found, catalogues),
        *beside_each_other(found, catalogues),
        *began_after_a_medicine(found, catalogues),
    )


def _values(found: Flagged, catalogues: Catalogues) -> Iterator[str]:
    told = preferences(found.diary)
    limits = (told.vitamin_d_deficient_below, told.vitamin_d_sufficient_above)
    rows = rows_of(
        found.labs, tests=catalogues.lab_tests, flags=catalogues.red_flags, limits=limits
    )
    met: dict[tuple[str, str], list[_Met]] = {}
    for row in rows:
        for reading in row.readings:
            if reading.red_flag is not None:
                key = reading.red_flag.key, row.test
                met.setdefault(key, []).append((row, reading, reading.red_flag))
    # One line for each flag: six alike would take the place of what is told of nothing else.
    told_last = [max(alike, key=lambda one: one[1].taken_on) for alike in met.values()]
    order = list(Urgency)
    told_last.sort(key=lambda one: one[1].taken_on, reverse=True)
    told_last.sort(key=lambda one: order.index(one[2].urgency))
    for row, reading, flag in told_last:
        more = len(met[flag.key, row.test]) - 1
        yield (
            f"{_value(row, reading)}, {found.days.words(reading.taken_on)} "
            f"({_limit(flag, row, reading, catalogues)}{f'; {more:,} more before' if more else ''})"
        )


def _value(row: LabRow, reading: LabReading) -> str:
    if reading.result is None:
        return f"Corrected calcium {reading.text} {row.unit}, calculated"
    return f"{apart(reading.result.test)} {value_words(reading.result)}"


def _limit(flag: RedFlag, row: LabRow, reading: LabReading, catalogues: Catalogues) -> str:
    """Return "commonly used limit: below 3", in the unit that stands before it."""
    test = catalogues.lab_tests.by_key(flag.test)
    assert test is not None  # noqa: S101 - a flag was met by a value of its test
    written = read_unit(row.unit if reading.result is None else reading.result.unit)
    unit = written if test.can_be_in(written) else test.unit
    said = [
        f"{word} {amount_words(test.from_conventional(limit, unit), '')}".strip()
        for word, limit in (("below", flag.below), ("above", flag.above))
        if limit is not None
    ]
    return f"{'own' if flag.is_own else 'commonly used'} limit: {' or '.join(said)}"


def _long_cramps(found: Flagged) -> Iterator[str]:
    lasting = [
        (cramp.measured_s, cramp.night)
        for cramp in found.span.cramps
        if cramp.measured_s is not None and cramp.measured_s > LONG_CRAMP_S
    ]
    if not lasting:
        return
    longest, latest = max(lasting), max(lasting, key=lambda one: (one[1], one[0]))
    which = {longest: "longest"}
    which[latest] = "longest and latest" if latest == longest else "latest"
    said = [
        f"{word} {duration_words(lasted_s)} ({found.days.words(night)})"
        for (lasted_s, night), word in which.items()
    ]
    what = f"more than {duration_words(LONG_CRAMP_S)}"
    if len(lasting) == 1:
        yield f"A cramp of {what}: {said[0].removeprefix('longest and latest ')}"
    else:
        yield f"{len(lasting):,} cramps of {what}: {', '.join(said)}"


def _most_nights(found: Flagged) -> Iterator[str]:
    last = found.span.nights[-MOST_NIGHTS_OF:]
    if len(last) < MOST_NIGHTS_OF:
        return
    with_cramps = sum(night.state is NightState.WITH_CRAMPS for night in last)
    recorded = with_cramps + sum(night.state is NightState.WITHOUT_CRAMPS for night in last)
    if recorded >= MOST_NIGHTS_RECORDED and 2 * with_cramps > recorded:
        yield (
            f"Cramps on most nights: {with_cramps} of the {recorded} recorded of the last "
            f"{MOST_NIGHTS_OF} nights"
        )
