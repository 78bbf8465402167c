"""What a row of the form means: the typed texts, and what was answered about them, as a result."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from crampdiary.domain.catalogues.lab_tests import LabTest
from crampdiary.domain.errors import DiaryError, InvalidValueError, UnlikelyValueError
from crampdiary.domain.phrases import range_words
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import read_unit
from crampdiary.services.lab_entry import (
    PrintedRange,
    only_likely_unit,
    read_printed_range,
    units_for,
)
from crampdiary.services.labs import question_about
from crampdiary.ui.labs.known import Known
from crampdiary.ui.labs.reading import TypedValue, is_same_number, read_value, two_readings

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BloodTest:
    """What all results of one form share."""

    taken_on: date
    laboratory: str = ""
    fasting: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """The texts of a row, without spaces around; `suggested_unit` is what the app filled in."""

    test: str
    value: str
    unit: str
    range: str
    suggested_unit: str = ""


class RowReader:
    """Reads one row; remembers which reading was chosen, and what was confirmed."""

    def __init__(self, *, known: Known, stored: LabResult | None = None) -> None:
        """Read a new result, or the changed self of a stored one, which is not questioned anew."""
        self._known = known
        self._stored = stored
        self._readings: dict[str, Decimal] = {}
        self._confirmed: set[tuple[str, str, str]] = set()
        self.result_id = uuid4() if stored is None else stored.id

    def test_of(self, row: TypedRow) -> LabTest | None:
        """Return the catalogue's test that a row is about, or None."""
        return self._known.tests.find(row.test) if row.test else None

    def choose(self, row: TypedRow, number: Decimal) -> None:
        """Remember which number the typed value means."""
        self._readings[row.value] = number

    def confirm(self, row: TypedRow) -> None:
        """Remember that an unlikely value is right."""
        self._confirmed.add((row.test, row.value, row.unit))

    def is_confirmed(self, row: TypedRow) -> bool:
        """Tell whether somebody said that the value is right, as it stands."""
        return (row.test, row.value, row.unit) in self._confirmed

    def value_of(self, row: TypedRow) -> TypedValue | None:
        """Return the value, None where it cannot be read (yet)."""
        try:
            return self._value(row)
        except InvalidValueError:
            return None

    def needs_unit(self, row: TypedRow) -> bool:
        """Tell whether there is a value of a known test whose unit nobody told."""
        test, typed = self.test_of(row), self.value_of(row)
        if test is None or typed is None or self._had_no_unit(row):
            return False
        return bool(test.usual_units) and not (row.unit or typed.beside)

    def likely_unit(self, row: TypedRow) -> str:
        """Return the unit that the value must be in, nothing where several would do."""
        test, typed = self.test_of(row), self.value_of(row)
        return "" if test is None or typed is None else only_likely_unit(test, typed.number)

    def possible_units(self, row: TypedRow) -> list[str]:
        """Return the units in which the value is possible, those used before first."""
        test, typed = self.test_of(row), self.value_of(row)
        units = units_for(row.test, self._known.results, self._known.tests)
        if test is None or typed is None:
            return units
        return [unit for unit in units if test.is_possible(typed.number, unit)] or units

    def read(self, row: TypedRow, shared: BloodTest, *, note: str = "") -> LabResult:
        """Return the result that was typed.

        Raises `InvalidValueError` with the field's name, and `UnlikelyValueError` for a value that
        nobody has confirmed yet.
        """
        if not row.test:
            raise InvalidValueError(
                field="test", problem="empty", allowed="its name, such as 25-OH vitamin D"
            )
        self._check_unit(row)
        typed = self._value(row)
        unit = self._unit(row, typed)
        own = self._range(row, unit)
        result = LabResult(
            id=self.result_id,
            test=row.test,
            value=typed.number,
            comparator=typed.comparator,
            unit=unit,
            taken_on=shared.taken_on,
            laboratory=shared.laboratory,
            fasting=shared.fasting,
            range_low=own.low,
            range_high=own.high,
            range_text=own.text,
            note=note,
        )
        doubt = None
        if not self._is_as_stored(result):
            doubt = question_about(result, self._known.tests)
        if doubt is not None and not self.is_confirmed(row):
            raise UnlikelyValueError(question=doubt.sentence, unit=doubt.unit)
        return result

    def problem(self, row: TypedRow) -> DiaryError | None:
        """Return what would keep a row with a test and a value from being stored."""
        if not (row.test and row.value) or self.needs_unit(row):
            return None
        try:
            self.read(row, BloodTest(taken_on=_ANY_DAY))
        except DiaryError as error:
            return error
        return None

    def keeps_words(self, row: TypedRow) -> bool:
        """Tell whether a range with figures is kept as words, which no value is compared with."""
        if not any(letter.isdigit() for letter in row.range):
            return False
        typed = self.value_of(row)
        try:
            own = self._range(row, row.unit or (typed.beside if typed is not None else ""))
        except InvalidValueError:
            return False
        return own.is_words_alone

    def _check_unit(self, row: TypedRow) -> None:
        """Refuse a unit that measures something else before the value is read in it."""
        test, unit = self.test_of(row), read_unit(row.unit)
        stored = self._stored.unit if self._stored is not None else None
        if test is None or not row.unit or not test.usual_units or row.unit == stored:
            return
        if not test.can_be_in(unit):
            raise test.refuse_unit(row.unit)

    def _value(self, row: TypedRow) -> TypedValue:
        return read_value(
            row.value, is_possible=lambda number, beside: self._may_be(row, number, beside)
        )

    def _may_be(self, row: TypedRow, number: Decimal, beside: str) -> bool:
        """Tell which of two readings is meant: the chosen one, the stored one, a possible one."""
        meant = self._readings.get(row.value)
        stored = None if self._stored is None else self._stored.value
        if meant is None and any(is_same_number(one, stored) for one in two_readings(row.value)):
            meant = stored
        if meant is not None:
            return is_same_number(number, meant)
        test, unit = self.test_of(row), beside or row.unit
        units = (unit,) if unit else () if test is None else test.usual_units
        return test is None or not units or any(test.is_possible(number, one) for one in units)

    def _unit(self, row: TypedRow, typed: TypedValue) -> str:
        """Return the unit, from its field or typed behind the value; ask where it is needed."""
        beside = typed.beside
        if beside and row.unit and row.unit not in {beside, row.suggested_unit}:
            raise InvalidValueError(
                field="unit",
                problem="differs_from_the_one_beside_the_value",
                value=row.unit,
                allowed=f"{row.unit} or {beside}",
            )
        test = self.test_of(row)
        if test is not None and self.needs_unit(row):
            raise test.refuse_unit("")
        return beside or row.unit

    def _had_no_unit(self, row: TypedRow) -> bool:
        """Tell whether a stored result came without a unit, which nobody has to add."""
        stored = self._stored
        return stored is not None and not stored.unit and stored.test == row.test

    def _range(self, row: TypedRow, unit: str) -> PrintedRange:
        stored = self._stored
        if stored is not None and row.range == range_words(stored):
            return PrintedRange(
                low=stored.range_low, high=stored.range_high, text=stored.range_text
            )
        return read_printed_range(row.range, unit)

    def _is_as_stored(self, result: LabResult) -> bool:
        stored = self._stored
        return stored is not None and (
            (result.test, result.value, result.comparator, result.unit)
            == (stored.test, stored.value, stored.comparator, stored.unit)
        )
