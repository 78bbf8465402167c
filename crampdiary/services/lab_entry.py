"""What helps to type lab results in: units to offer, the range as printed, the last blood test."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.intervals import Interval, read_interval
from crampdiary.domain.lab_values import canonical, trend_between
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import read_unit, same_unit

RANGE = "range_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRange:
    """A laboratory's own range as a record keeps it; `text` only where the ends do not say it."""

    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""

    @property
    def is_words_alone(self) -> bool:
        """Tell whether it is kept as words, which no value can be compared with."""
        return bool(self.text) and self.low is None and self.high is None


def read_printed_range(text: str, unit: str = "") -> PrintedRange:
    """Return a range as printed: "30 - 100", "<0.41", "up to 190", "negative", or nothing.

    `unit` is that of the value. Raises `InvalidValueError` for the field `range_text` where its
    ends are the wrong way round, can be read in two ways, or have another unit than the value.
    """
    typed = " ".join(text.split())
    interval = read_interval(typed, RANGE, unit=unit) if typed else None
    if interval is None:
        return PrintedRange(text=typed)
    is_open = interval.low_open or interval.high_open
    return PrintedRange(
        low=interval.low if isinstance(interval.low, Decimal) else None,
        high=interval.high if isinstance(interval.high, Decimal) else None,
        text=typed if is_open else "",
    )


def units_for(name: str, known: Iterable[LabResult], tests: LabTests) -> list[str]:
    """Return the units to offer for a test: those used before, the latest first, then the usual.

    `known` come oldest first.
    """
    test = tests.find(name)
    used = [result.unit for result in known if _is_of(result, name, test, tests) and result.unit]
    offered: dict[str, str] = {}
    for unit in (*reversed(used), *(() if test is None else test.usual_units)):
        offered.setdefault(read_unit(unit).symbol, unit)
    return list(offered.values())


def unit_used_before(name: str, known: Sequence[LabResult], tests: LabTests) -> str:
    """Return the unit of the newest result of a test, or nothing."""
    test = tests.find(name)
    newest = (result for result in reversed(known) if _is_of(result, name, test, tests))
    return next((result.unit for result in newest if result.unit), "")


def only_likely_unit(test: LabTest, value: Decimal) -> str:
    """Return the one usual unit in which a value would be likely; nothing where several would.

    Units that mean the same number (mmol/L and mEq/L of potassium) count as one, the first.
    """
    likely: list[tuple[Fraction, str]] = []
    for symbol in test.usual_units:
        unit = read_unit(symbol)
        if not test.can_be_in(unit):
            continue
        known = test.to_conventional(value, unit)
        is_likely = Interval(low=known, high=known).is_within(test.soft)
        if is_likely and known not in {other for other, _ in likely}:
            likely.append((known, symbol))
    return likely[0][1] if len(likely) == 1 else ""


def recorded_already(
    result: LabResult, known: Iterable[LabResult], tests: LabTests
) -> LabResult | None:
    """Return the known result that says just the same of the same day, None where none does.

    35.4 nmol/L is the same as 14.2 ng/mL: its last digit does not tell the two apart.
    """
    test = tests.find(result.test)
    alike = (
        one
        for one in known
        if one.taken_on == result.taken_on
        and one.comparator == result.comparator
        and _is_of(one, result.test, test, tests)
    )
    return next((one for one in alike if _is_same_value(one, result, tests)), None)


def last_blood_test(known: Iterable[LabResult], tests: LabTests) -> tuple[LabResult, ...]:
    """Return the results of the newest day, each test once, in the catalogue's order."""
    results = list(known)
    newest = max((result.taken_on for result in results), default=None)
    found: dict[str, LabResult] = {}
    for result in results:
        if result.taken_on == newest:
            test = tests.find(result.test)
            found.setdefault(_folded(result.test) if test is None else test.key, result)
    return tuple(sorted(found.values(), key=lambda one: (tests.rank(one.test), _folded(one.test))))


def _is_same_value(one: LabResult, other: LabResult, tests: LabTests) -> bool:
    first, second = canonical(one, tests), canonical(other, tests)
    if first is None or second is None:
        return one.value == other.value and same_unit(one.unit, other.unit)
    return trend_between(first, second) == "same"


def _is_of(result: LabResult, name: str, test: LabTest | None, tests: LabTests) -> bool:
    if test is None:
        return _folded(result.test) == _folded(name)
    found = tests.find(result.test)
    return found is not None and found.key == test.key


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
