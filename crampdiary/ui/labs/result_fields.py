"""The fields of one lab result within the form: test, value, unit, the lab's own range."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError, UnlikelyValueError
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import same_unit
from crampdiary.services.lab_entry import (
    PrintedRange,
    only_likely_unit,
    printed_range,
    read_printed_range,
    unit_used_before,
    units_for,
)
from crampdiary.services.labs import question_about
from crampdiary.services.words import sentence
from crampdiary.ui.labs.known import Known
from crampdiary.ui.labs.lab_test_field import LabTestField
from crampdiary.ui.labs.question_line import Answer, QuestionLine
from crampdiary.ui.labs.reading import (
    TWO_WAYS,
    TypedValue,
    is_same_number,
    read_value,
    two_readings,
)
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.type_ahead import TypeAhead

_PADDING = 26
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
# What is told on leaving a row already; the rest may still be on its way.
_TOLD_AT_ONCE = {
    *("not_a_number", "is_below_zero", "out_of_range", "unit_of_other_kind", "unknown_unit"),
    *("ends_before_start", TWO_WAYS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BloodTest:
    """What all results of one form share."""

    taken_on: date
    laboratory: str
    fasting: bool | None = None


class ResultFields(QObject):
    """One row of the form's grid.

    `begun` is emitted when a test's name is typed into it, `went_on` when Enter asks for the next
    row, `answered` when a question was answered, `resized` when words came or went.
    """

    begun = Signal()
    went_on = Signal()
    answered = Signal()
    resized = Signal()

    def __init__(
        self, *, number: int, known: Known, result: LabResult | None = None, parent: QWidget
    ) -> None:
        """Show a stored result, or nothing yet; from what is `known` units are learnt."""
        super().__init__(parent)
        self._known = known
        self._stored = result
        self._id = uuid4() if result is None else result.id
        self._suggested_unit = self._offered_range = ""
        self._is_offered = False
        self._readings: dict[str, Decimal] = {}
        self._confirmed: set[tuple[str, str, str]] = set()
        examples = ("25-OH vitamin D", "14.2", "30 - 100") if number == 1 else ("next test", "", "")
        self.test = LabTestField(
            name=f"Test {number}", own=known.names, tests=known.tests, placeholder=examples[0]
        )
        self.value = TextField(name=f"Value {number}", placeholder=examples[1])
        self.unit = TypeAhead(name=f"Unit {number}", placeholder="unit")
        self.range = TextField(name=f"Lab's range {number}", placeholder=examples[2])
        self.error = ErrorLabel()
        self.question = QuestionLine()
        self._set_widths()
        if result is not None:
            self._fill_in(result)
        self._connect()

    def add_to(self, grid: QGridLayout, line: int) -> None:
        """Stand in three lines of the grid: the fields, what is wrong with them, a question."""
        for column, field in enumerate(self._fields):
            grid.addWidget(field, line, column)
            field.show()  # at once, for whoever types faster than the layout shows
        grid.addWidget(self.error, line + 1, 0, 1, len(self._fields))
        grid.addWidget(self.question, line + 2, 0, 1, len(self._fields))

    def offer(self, test: str, *, unit: str = "", range_text: str = "") -> None:
        """Stand ready for a test of a panel; without a value it is left out."""
        self._is_offered = True
        self.test.setText(test)
        self._look_up_units()
        if unit:
            self.unit.setText(unit)
            self._suggested_unit = unit
        self.range.setText(range_text)
        self._offered_range = range_text

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed; such a row is left out."""
        if self._is_offered and not self.test.isModified() and not self.value.text().strip():
            return self.range.text() == self._offered_range
        return not any(field.text().strip() for field in (self.test, self.value, self.range))

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing at all stands in it."""
        return not any(field.text().strip() for field in self._fields)

    def is_about(self, name: str) -> bool:
        """Tell whether it is the row of a test, however that is spelt."""
        test, other = self.test.test, self._known.tests.find(name)
        if test is None or other is None:
            return self.test.typed.casefold() == " ".join(name.split()).casefold()
        return test.key == other.key

    @property
    def problem(self) -> QWidget:
        """Return the words below the row."""
        return self.question if self.question.is_open else self.error

    @property
    def needs_unit(self) -> bool:
        """Tell whether there is a value of a known test whose unit nobody told."""
        test = self.test.test
        is_open = test is not None and bool(test.usual_units) and not self.unit.text().strip()
        typed = self._typed_value()
        return is_open and typed is not None and not typed.beside

    def read(self, shared: BloodTest, *, note: str = "") -> LabResult:
        """Return the result that was typed.

        Raises `InvalidValueError` with the field's name, and `UnlikelyValueError` for a value that
        nobody has confirmed yet.
        """
        if not self.test.typed:
            raise InvalidValueError(
                field="test", problem="empty", allowed="its name, such as 25-OH vitamin D"
            )
        typed = read_value(self.value.text(), is_possible=self._is_possible)
        unit = self._unit(typed)
        own = self._range(unit)
        result = LabResult(
            id=self._id,
            test=self.test.typed,
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
        if self._is_as_stored(result) or self._key() in self._confirmed:
            return result
        doubt = question_about(result, self._known.tests)
        if doubt is not None:
            raise UnlikelyValueError(question=doubt.sentence, unit=doubt.unit)
        return result

    @property
    def confirmed(self) -> frozenset[UUID]:
        """Return the result's id where somebody said that its unlikely value is right."""
        return frozenset({self._id} if self._key() in self._confirmed else ())

    def show_problem(self, error: DiaryError, *, goes: bool = True) -> bool:
        """Ask, or say what is wrong, below the row; False where it is about another field.

        With `goes` the keyboard goes to the answers, or to the field.
        """
        self.clear_problem()
        if isinstance(error, UnlikelyValueError):
            self._ask(error.question, self._answers_to_doubt(error), goes=goes)
            return True
        if not isinstance(error, InvalidValueError):
            return False
        if error.problem == TWO_WAYS and error.field == "value":
            self._ask_which_reading(goes=goes)
            return True
        if error.problem == "empty" and error.field == "unit":
            self._ask_which_unit(goes=goes)
            return True
        field = self._field_of(error)
        if field is None:
            return False
        self.error.show_text(sentence(error))
        _mark(field, self.error.text())
        if goes:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_problem(self) -> None:
        """Take error and question away."""
        self.error.show_text("")
        self.question.clear()
        for field in self._fields:
            _mark(field, "")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the next row, as in a table; in the form of one result it saves."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QKeyEvent.Type.KeyPress
            and Qt.Key(event.key()) in _ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._on_enter()
            return True
        return False

    @property
    def _fields(self) -> tuple[TextField, ...]:
        return self.test, self.value, self.unit, self.range

    def _set_widths(self) -> None:
        for field, longest in (
            (self.test, "25-OH vitamin D total"),
            (self.value, "< 1000.0"),
            (self.unit, "mmol/L or mg/dL"),
            (self.range, "0.70 to 1.00"),
        ):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.setMinimumWidth(field.fontMetrics().horizontalAdvance(longest) + _PADDING)

    def _connect(self) -> None:
        self.test.textEdited.connect(self.begun)
        self.test.editingFinished.connect(self._on_test_finished)
        self.value.editingFinished.connect(self._on_value_finished)
        self.unit.editingFinished.connect(self._on_unit_finished)
        self.range.editingFinished.connect(self._look)
        if self._stored is None:
            for field in self._fields:
                field.installEventFilter(self)

    def _fill_in(self, result: LabResult) -> None:
        self.test.setText(result.test)
        sign = f"{result.comparator} " if result.comparator else ""
        self.value.setText(f"{sign}{result.value:f}")
        self.unit.setText(result.unit)
        self.range.setText(printed_range(result))
        self.unit.offer(units_for(result.test, self._known.results, self._known.tests))

    def _field_of(self, error: InvalidValueError) -> TextField | None:
        fields: dict[str, TextField] = {
            "test": self.test,
            "value": self.value,
            "unit": self.unit,
            "range_text": self.range,
            "low": self.range,
            "high": self.range,
        }
        return fields.get(error.field)

    def _key(self) -> tuple[str, str, str]:
        return self.test.typed, self.value.text().strip(), self.unit.typed

    def _is_possible(self, number: Decimal, beside: str) -> bool:
        """Tell which of two readings is meant: the chosen one, the stored one, a possible one."""
        text = self.value.text().strip()
        meant = self._readings.get(text)
        stored = None if self._stored is None else self._stored.value
        if meant is None and any(is_same_number(one, stored) for one in two_readings(text)):
            meant = stored
        if meant is not None:
            return is_same_number(number, meant)
        test, unit = self.test.test, beside or self.unit.typed
        if test is None:
            return True
        units = (unit,) if unit else test.usual_units
        return any(test.is_possible(number, one) for one in units) or not units

    def _typed_value(self) -> TypedValue | None:
        try:
            return read_value(self.value.text(), is_possible=self._is_possible)
        except InvalidValueError:
            return None

    def _unit(self, typed: TypedValue) -> str:
        """Return the unit, from its field or typed behind the value; ask where it is needed."""
        beside, field = typed.beside, self.unit.typed
        if beside and field and field not in {beside, self._suggested_unit}:
            raise InvalidValueError(
                field="unit",
                problem="differs_from_the_one_beside_the_value",
                value=field,
                allowed=f"{field} or {beside}",
            )
        test = self.test.test
        if not (beside or field) and test is not None and test.usual_units:
            raise test.refuse_unit("")
        return beside or field

    def _range(self, unit: str) -> PrintedRange:
        stored = self._stored
        if stored is not None and self.range.text().strip() == printed_range(stored).strip():
            return PrintedRange(
                low=stored.range_low, high=stored.range_high, text=stored.range_text
            )
        return read_printed_range(self.range.text(), unit)

    def _is_as_stored(self, result: LabResult) -> bool:
        stored = self._stored
        return stored is not None and (
            (result.test, result.value, result.comparator, result.unit)
            == (stored.test, stored.value, stored.comparator, stored.unit)
        )

    def _ask(self, words: str, answers: list[Answer], *, goes: bool) -> None:
        self.question.ask(words, answers)
        self.value.setAccessibleDescription(words)
        if goes:
            self.question.go()

    def _answers_to_doubt(self, error: UnlikelyValueError) -> list[Answer]:
        typed = self._typed_value()
        number = self.value.text().strip()
        unit = self.unit.typed or (typed.beside if typed is not None else "")
        kept = f"It is {number}" if typed is None or typed.beside else f"It is {number} {unit}"
        answers: list[Answer] = [(kept.strip(), self._on_confirmed)]
        if error.unit is None:
            return [("Change the value", self._on_change_wished), *answers]
        other = error.unit
        return [(f"Use {other}", partial(self._on_unit_chosen, other)), *answers]

    def _ask_which_reading(self, *, goes: bool) -> None:
        found = two_readings(self.value.text())
        answers: list[Answer] = [
            (_plainly(number), partial(self._on_reading_chosen, number)) for number in found
        ]
        choices = " or ".join(words for words, _ in answers)
        self._ask(f"{self.value.text().strip()}: is that {choices}?", answers, goes=goes)

    def _ask_which_unit(self, *, goes: bool) -> None:
        test, typed = self.test.test, self._typed_value()
        units = units_for(self.test.typed, self._known.results, self._known.tests)
        if test is not None and typed is not None:
            units = [unit for unit in units if test.is_possible(typed.number, unit)] or units
        answers: list[Answer] = [(unit, partial(self._on_unit_chosen, unit)) for unit in units]
        words = f"In which unit did the lab write {self.value.text().strip()}?"
        self._ask(words, answers, goes=goes)

    def _look(self) -> None:
        """Ask, or say what cannot be, as soon as a row is left; the keyboard stays where it is."""
        had_words = self.error.isVisible() or self.question.is_open
        self.clear_problem()
        error = self._problem()
        if isinstance(error, UnlikelyValueError) or (
            isinstance(error, InvalidValueError) and error.problem in _TOLD_AT_ONCE
        ):
            self.show_problem(error, goes=False)
        if had_words or error is not None:
            self.resized.emit()

    def _problem(self) -> DiaryError | None:
        """Return what would keep the row from being stored, as far as it was typed."""
        if not (self.test.typed and self.value.text().strip()) or self.needs_unit:
            return None
        try:
            self.read(BloodTest(taken_on=date(2000, 1, 1), laboratory=""))
        except DiaryError as error:
            return error
        return None

    def _look_up_units(self) -> None:
        """Offer the test's units; the one used before, or the only usual one, is filled in."""
        test, known = self.test.typed, self._known
        units = units_for(test, known.results, known.tests)
        self.unit.offer(units)
        self.unit.setPlaceholderText(" or ".join(units[:2]) or "unit")
        used = unit_used_before(test, known.results, known.tests)
        suggested = used or (units[0] if len(units) == 1 else "")
        if self.unit.text() in {"", self._suggested_unit}:
            self.unit.setText(suggested)
            self._suggested_unit = suggested

    def _on_enter(self) -> None:
        for field in self._fields:
            if field.hasFocus():
                field.editingFinished.emit()
        if self.needs_unit and not self.unit.hasFocus():
            self.unit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.went_on.emit()

    def _on_test_finished(self) -> None:
        self.test.spell()
        self._look_up_units()
        self._look()

    def _on_value_finished(self) -> None:
        """Take the unit that a value must be in, where only one of the test's would do."""
        test, typed = self.test.test, self._typed_value()
        if self.needs_unit and test is not None and typed is not None:
            self._suggested_unit = only_likely_unit(test, typed.number)
            self.unit.setText(self._suggested_unit)
        self._look()

    def _on_unit_finished(self) -> None:
        """Let go of last time's range where the unit is another one now."""
        is_offered = self._offered_range and self.range.text() == self._offered_range
        if is_offered and not same_unit(self.unit.typed, self._suggested_unit):
            self.range.clear()
            self._offered_range = ""
        self._look()

    def _on_unit_chosen(self, unit: str) -> None:
        typed = self._typed_value()
        if typed is not None and typed.beside:
            self.value.setText(self.value.text().strip().removesuffix(typed.beside).strip())
        self.unit.setText(unit)
        self._on_unit_finished()
        self.answered.emit()

    def _on_reading_chosen(self, number: Decimal) -> None:
        self._readings[self.value.text().strip()] = number
        self._on_value_finished()
        self.answered.emit()

    def _on_confirmed(self) -> None:
        self._confirmed.add(self._key())
        self._look()
        self.answered.emit()

    def _on_change_wished(self) -> None:
        self.clear_problem()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.value.selectAll()


def _plainly(number: Decimal) -> str:
    """Return a number so that its thousands cannot be taken for decimals: "1,250", "1.25"."""
    written = f"{number:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _mark(field: QWidget, words: str) -> None:
    field.setProperty("wrong", "true" if words else "false")
    field.setAccessibleDescription(words)
    field.style().unpolish(field)
    field.style().polish(field)
