"""The fields of one lab result within the form: test, value, unit, the lab's own range."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import LabResult
from crampdiary.services.words import sentence
from crampdiary.ui.labs.names import TESTS, fold, units_for
from crampdiary.ui.labs.reading import read_limit, read_value
from crampdiary.ui.labs.words import bare_value
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.type_ahead import TypeAhead, with_own_first

_PADDING = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class BloodTest:
    """What all results of one form share."""

    taken_on: date
    laboratory: str


class ResultFields(QObject):
    """One row of the form's grid; `begun` is emitted when a test's name is typed into it."""

    begun = Signal()

    def __init__(
        self,
        *,
        number: int,
        known: Sequence[LabResult],
        result: LabResult | None = None,
        parent: QWidget,
    ) -> None:
        """Show a stored result, or nothing yet; `known` are the results to learn units from."""
        super().__init__(parent)
        self._known = known
        self._stored = result
        self._suggested_unit = ""
        own = [known_result.test for known_result in reversed(known)]
        names = with_own_first(own, TESTS)
        examples = ("25-OH vitamin D", "14.2") if number == 1 else ("next test", "")
        self.test = TypeAhead(name=f"Test {number}", names=names, placeholder=examples[0])
        self.value = TextField(name=f"Value {number}", placeholder=examples[1])
        self.unit = TypeAhead(name=f"Unit {number}", placeholder="unit")
        self.low = TextField(name=f"Lab's range from {number}", placeholder="from")
        self.high = TextField(name=f"Lab's range to {number}", placeholder="to")
        self.error = ErrorLabel()
        for field, longest in (
            (self.test, "25-OH vitamin D total"),
            (self.value, "< 1000.0"),
            (self.unit, "mmol/mol 00"),
            (self.low, "1000.0"),
            (self.high, "1000.0"),
        ):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.setMinimumWidth(field.fontMetrics().horizontalAdvance(longest) + _PADDING)
        if result is not None:
            self._fill(result)
        self.test.textEdited.connect(self.begun)
        self.test.editingFinished.connect(self._on_test_finished)

    def add_to(self, grid: QGridLayout, line: int) -> None:
        """Stand in two lines of the grid: the fields, and what is wrong with them."""
        for column, field in enumerate((self.test, self.value, self.unit, self.low, self.high)):
            grid.addWidget(field, line, column)
            field.show()  # at once, for whoever types faster than the layout shows
        grid.addWidget(self.error, line + 1, 0, 1, 5)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed; such a row is left out."""
        fields = (self.test, self.value, self.low, self.high)
        return not any(field.text().strip() for field in fields)

    def read(self, shared: BloodTest, *, note: str = "") -> LabResult:
        """Return the result that was typed; raise `InvalidValueError` with the field's name."""
        test = self.test.typed
        if not test:
            raise InvalidValueError(
                field="test", problem="empty", allowed="its name, such as 25-OH vitamin D"
            )
        stored = self._stored
        comparator, value, beside = read_value(
            self.value.text(), stored=stored.value if stored else None
        )
        return LabResult(
            id=self._id(),
            test=test,
            value=value,
            comparator=comparator,
            unit=self._unit(test, beside),
            taken_on=shared.taken_on,
            laboratory=shared.laboratory,
            range_low=read_limit(
                self.low.text(), "low", stored=stored.range_low if stored else None
            ),
            range_high=read_limit(
                self.high.text(), "high", stored=stored.range_high if stored else None
            ),
            note=note,
        )

    def show_error(self, error: InvalidValueError) -> bool:
        """Say what is wrong below the row and go to the field; False for other fields."""
        fields: dict[str, TextField] = {
            "test": self.test,
            "value": self.value,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
        }
        field = fields.get(error.field)
        if field is None:
            return False
        self.error.show_text(sentence(error))
        _mark(field, self.error.text())
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_error(self) -> None:
        """Take the error away."""
        self.error.show_text("")
        for field in (self.test, self.value, self.unit, self.low, self.high):
            _mark(field, "")

    def _fill(self, result: LabResult) -> None:
        self.test.setText(result.test)
        self.value.setText(bare_value(result))
        self.unit.setText(result.unit)
        self.low.setText("" if result.range_low is None else f"{result.range_low:f}")
        self.high.setText("" if result.range_high is None else f"{result.range_high:f}")
        self.unit.offer(units_for(result.test, self._known))

    def _id(self) -> UUID:
        return uuid4() if self._stored is None else self._stored.id

    def _unit(self, test: str, beside: str) -> str:
        """Return the unit, from its field or typed behind the value; ask where it is needed."""
        typed = self.unit.typed
        if beside and typed and typed not in {beside, self._suggested_unit}:
            raise InvalidValueError(
                field="unit",
                problem="differs_from_the_one_beside_the_value",
                value=typed,
                allowed=f"{typed} or {beside}",
            )
        usual = TESTS.get(test, ())
        if not (beside or typed) and usual:
            raise InvalidValueError(
                field="unit", problem="empty", allowed=f"{' or '.join(usual)}, as the lab wrote it"
            )
        return beside or typed

    def _on_test_finished(self) -> None:
        """Offer the test's units; the one used before, or the only usual one, is filled in."""
        test = self.test.typed
        units = units_for(test, self._known)
        self.unit.offer(units)
        self.unit.setPlaceholderText(" or ".join(units[:2]) or "unit")
        used_before = any(fold(result.test) == fold(test) for result in self._known)
        suggested = units[0] if units and (used_before or len(units) == 1) else ""
        if self.unit.text() in {"", self._suggested_unit}:
            self.unit.setText(suggested)
            self._suggested_unit = suggested


def _mark(field: QWidget, words: str) -> None:
    field.setProperty("wrong", "true" if words else "false")
    field.setAccessibleDescription(words)
    field.style().unpolish(field)
    field.style().polish(field)
