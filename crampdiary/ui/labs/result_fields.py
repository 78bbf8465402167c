"""The fields of one lab result within the form: test, value, unit, the lab's own range."""

from collections.abc import Callable
from contextlib import ExitStack
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError, UnlikelyValueError
from crampdiary.domain.phrases import range_words
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import same_unit
from crampdiary.services.lab_entry import unit_used_before, units_for
from crampdiary.services.words import sentence
from crampdiary.ui.labs.known import Known
from crampdiary.ui.labs.question_line import Answer
from crampdiary.ui.labs.reading import TWO_WAYS
from crampdiary.ui.labs.row_questions import Doings, question_for
from crampdiary.ui.labs.row_reader import BloodTest, RowReader, TypedRow
from crampdiary.ui.labs.row_widgets import RowWidgets

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
# What is told on leaving a field already; the rest may still be on its way.
_TOLD_AT_ONCE = {
    *("not_a_number", "is_below_zero", "out_of_range", "unit_of_other_kind", "unknown_unit"),
    *("ends_before_start", TWO_WAYS),
}
_KEPT_AS_WORDS = "The lab's range is kept as words; the value is not compared with it."


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
        self._suggested_unit = self._inferred_unit = self._offered_range = ""
        self._offered_test = self._looked_up = ""
        self.reader = RowReader(known=known, stored=result)
        self.widgets = widgets = RowWidgets(number=number, known=known)
        self.test, self.value = widgets.test, widgets.value
        self.unit, self.range = widgets.unit, widgets.range
        self.error, self.question = widgets.error, widgets.question
        self._doings = Doings(
            use_unit=self._on_unit_chosen,
            read_as=self._on_reading_chosen,
            confirm=self._on_confirmed,
            change=self._on_change_wished,
        )
        if result is not None:
            self._fill_in(result)
        self._connect()

    def offer(self, test: str, *, unit: str = "", range_text: str = "") -> None:
        """Stand ready for a test of a panel; without a value it is left out."""
        self._offered_test = test
        self.widgets.clear_words()
        self.test.setText(test)
        self._look_up_units()
        if unit:
            self.unit.setText(unit)
            self._suggested_unit = unit
        self.range.setText(range_text)
        self._offered_range = range_text

    @property
    def typed(self) -> TypedRow:
        """Return what stands in the fields."""
        return TypedRow(
            test=self.test.typed,
            value=self.value.text().strip(),
            unit=self.unit.typed,
            range=self.range.text().strip(),
            suggested_unit=self._suggested_unit,
        )

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed; such a row is left out."""
        row = self.typed
        if row.test == self._offered_test and not row.value:
            return row.range == self._offered_range
        return not (row.test or row.value or row.range)

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing at all stands in it."""
        return not any(field.text().strip() for field in self.widgets.fields)

    def is_about(self, name: str) -> bool:
        """Tell whether it is the row of a test, however that is spelt."""
        test, other = self.test.test, self._known.tests.find(name)
        if test is None or other is None:
            return self.test.typed.casefold() == " ".join(name.split()).casefold()
        return test.key == other.key

    def read(self, shared: BloodTest, *, note: str = "") -> LabResult:
        """Return the result that was typed; raises as `RowReader.read` does.

        Whoever saves by keys has not left the last field yet: what leaving does, is done now.
        """
        self._on_test_finished()
        self._on_value_finished()
        self._on_unit_finished()
        return self.reader.read(self.typed, shared, note=note)

    @property
    def is_confirmed(self) -> bool:
        """Tell whether somebody said that its unlikely value is right."""
        return self.reader.is_confirmed(self.typed)

    def show_problem(self, error: DiaryError, *, goes: bool = True) -> bool:
        """Ask, or say what is wrong, below the row; False where it is about another field.

        With `goes` the keyboard goes to the answers, or to the field.
        """
        asked = question_for(error, self.typed, self.reader, self._doings)
        if asked is None or not self.question.is_asking(*asked):
            self.widgets.clear_words()
        if asked is not None:
            self.question.ask(*asked)
            self.value.setAccessibleDescription(asked[0])
            if goes:
                self._go(self.question.go)
            return True
        field = self.widgets.field_of(error)
        if field is None:
            return False
        self.widgets.say(field, sentence(error))
        if goes:
            self._go(field.setFocus)
        return True

    def ask(self, words: str, answers: list[Answer]) -> None:
        """Ask something else below the row; the keyboard goes to the answers."""
        self.widgets.clear_words()
        self.question.ask(words, answers)
        self.value.setAccessibleDescription(words)
        self._go(self.question.go)

    def leave_out(self) -> None:
        """Empty the row; one that a panel offered stands ready again."""
        self.widgets.clear_words()
        for field in self.widgets.fields[1:] if self._offered_test else self.widgets.fields:
            field.clear()
        if self._offered_test:
            self._offered_range = ""
            self._look_up_units()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the next row, as in a table; in the form of one result it saves."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and Qt.Key(event.key()) in _ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._on_enter()
            return True
        return False

    def _connect(self) -> None:
        self.test.textEdited.connect(self.begun)
        self.test.editingFinished.connect(self._on_test_finished)
        self.value.editingFinished.connect(self._on_value_finished)
        self.unit.editingFinished.connect(self._on_unit_finished)
        self.range.editingFinished.connect(self._look)
        if self._stored is None:
            for field in self.widgets.fields:
                field.installEventFilter(self)

    def _fill_in(self, result: LabResult) -> None:
        self.test.setText(result.test)
        self._looked_up = result.test
        self.widgets.name_after(result.test)
        sign = f"{result.comparator} " if result.comparator else ""
        self.value.setText(f"{sign}{result.value:f}")
        self.unit.setText(result.unit)
        self.range.setText(range_words(result))
        self.unit.offer(units_for(result.test, self._known.results, self._known.tests))

    def _go(self, move: Callable[[], None]) -> None:
        """Move the keyboard to what was asked or said just now.

        The field that it leaves was read for it; looked at once more, as on leaving a field by
        hand, it would take back a question that is asked at saving alone.
        """
        with ExitStack() as held:
            for field in self.widgets.fields:
                held.enter_context(QSignalBlocker(field))
            move()

    def _look(self) -> None:
        """Ask, or say what cannot be, as soon as a field is left; the keyboard stays."""
        had_words = self.widgets.has_words
        error = self.reader.problem(self.typed)
        if isinstance(error, UnlikelyValueError) or (
            isinstance(error, InvalidValueError) and error.problem in _TOLD_AT_ONCE
        ):
            self.show_problem(error, goes=False)
        elif error is None and self.reader.keeps_words(self.typed):
            self.widgets.clear_words()
            self.question.ask(_KEPT_AS_WORDS, [])
        else:
            self.widgets.clear_words()
        if had_words or self.widgets.has_words:
            self.resized.emit()

    def _look_up_units(self) -> None:
        """Offer the test's units; the one used before, or the only usual one, is filled in."""
        self._looked_up = self.test.text()
        self.widgets.name_after(self.test.typed)
        test, known = self.test.typed, self._known
        units = units_for(test, known.results, known.tests)
        self.unit.offer(units)
        self.unit.setPlaceholderText(" or ".join(units[:2]) or "unit")
        used = unit_used_before(test, known.results, known.tests)
        self._suggest_unit(used or (units[0] if len(units) == 1 else ""))

    def _suggest_unit(self, unit: str) -> None:
        if self.unit.text() in {"", self._suggested_unit}:
            self.unit.setText(unit)
            self._suggested_unit = unit

    def _on_enter(self) -> None:
        for field in self.widgets.fields:
            if field.hasFocus():
                field.editingFinished.emit()
        if self.reader.needs_unit(self.typed) and not self.unit.hasFocus():
            self.unit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.went_on.emit()

    def _on_test_finished(self) -> None:
        if self.test.text() != self._looked_up:
            self.test.spell()
            self._look_up_units()
        self._look()

    def _on_value_finished(self) -> None:
        """Move a unit typed behind the value to its field, or take the only likely one."""
        typed = self.reader.value_of(self.typed)
        if typed is not None and typed.beside:
            if self.unit.typed in {"", self._suggested_unit}:
                self._use_unit(typed.beside)
        elif typed is not None and self.unit.typed in {"", self._inferred_unit}:
            self.unit.clear()
            if self.reader.needs_unit(self.typed):
                self._inferred_unit = self.reader.likely_unit(self.typed)
                self._suggest_unit(self._inferred_unit)
        self._look()

    def _on_unit_finished(self) -> None:
        """Let go of last time's range where the unit is another one now."""
        is_offered = self._offered_range and self.range.text() == self._offered_range
        if is_offered and not same_unit(self.unit.typed, self._suggested_unit):
            self.range.clear()
            self._offered_range = ""
        self._look()

    def _use_unit(self, unit: str) -> None:
        """Write a unit into its field, and none behind the value."""
        typed = self.reader.value_of(self.typed)
        if typed is not None and typed.beside:
            self.value.setText(self.value.text().strip().removesuffix(typed.beside).strip())
        self.unit.setText(unit)
        self._on_unit_finished()

    def _on_unit_chosen(self, unit: str) -> None:
        self._use_unit(unit)
        self.answered.emit()

    def _on_reading_chosen(self, number: Decimal) -> None:
        self.reader.choose(self.typed, number)
        self._on_value_finished()
        self.answered.emit()

    def _on_confirmed(self) -> None:
        self.reader.confirm(self.typed)
        self._look()
        self.answered.emit()

    def _on_change_wished(self) -> None:
        self.widgets.clear_words()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.value.selectAll()
