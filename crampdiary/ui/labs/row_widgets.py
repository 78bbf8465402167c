"""The widgets of one row of the form: four fields, and the words below them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.ui.labs.known import Known
from crampdiary.ui.labs.lab_test_field import LabTestField
from crampdiary.ui.labs.question_line import QuestionLine
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.type_ahead import TypeAhead

LINES = 3
_PADDING = 26
_EXAMPLES = ("25-OH vitamin D", "14.2", "30 - 100")
_NO_EXAMPLES = ("next test", "", "")


class RowWidgets:
    """Test, value, unit and range side by side; `error` and `question` over the whole width."""

    def __init__(self, *, number: int, known: Known) -> None:
        """Make the widgets of the row `number`; the first one shows what to write."""
        examples = _EXAMPLES if number == 1 else _NO_EXAMPLES
        self._number = number
        self.test = LabTestField(
            name=f"Test {number}", own=known.names, tests=known.tests, placeholder=examples[0]
        )
        self.value = TextField(name=f"Value {number}", placeholder=examples[1])
        self.unit = TypeAhead(name=f"Unit {number}", placeholder="unit")
        self.range = TextField(name=f"Lab's range {number}", placeholder=examples[2])
        self.error = ErrorLabel()
        self.question = QuestionLine()
        self.fields: tuple[TextField, ...] = (self.test, self.value, self.unit, self.range)
        for field, longest in (
            (self.test, "25-OH vitamin D total"),
            (self.value, "< 1000.0"),
            (self.unit, "mmol/L or mg/dL"),
            (self.range, "0.70 to 1.00"),
        ):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.setMinimumWidth(field.fontMetrics().horizontalAdvance(longest) + _PADDING)

    def name_after(self, test: str) -> None:
        """Let a screen reader say which test value, unit and range are of; no examples any more.

        An example would be one of another test, and is read out as if it were about this one.
        """
        beside = f"{self._number}, {test}" if test else f"{self._number}"
        self.value.setAccessibleName(f"Value {beside}")
        self.unit.setAccessibleName(f"Unit {beside}")
        self.range.setAccessibleName(f"Lab's range {beside}")
        if test:
            for field in (self.test, self.value, self.range):
                field.setPlaceholderText("")

    def add_to(self, grid: QGridLayout, line: int) -> None:
        """Stand in three lines of the grid: the fields, what is wrong with them, a question."""
        for column, field in enumerate(self.fields):
            grid.addWidget(field, line, column)
            field.show()  # at once, for whoever types faster than the layout shows
        grid.addWidget(self.error, line + 1, 0, 1, len(self.fields))
        grid.addWidget(self.question, line + 2, 0, 1, len(self.fields))

    @property
    def words(self) -> QWidget:
        """Return what says something below the fields, or would."""
        return self.question if self.question.words.text() else self.error

    @property
    def has_words(self) -> bool:
        """Tell whether anything is said below the fields."""
        return bool(self.error.text() or self.question.words.text())

    def field_of(self, error: DiaryError) -> TextField | None:
        """Return the field that an error is about, None for those of other fields."""
        fields: dict[str, TextField] = {
            "test": self.test,
            "value": self.value,
            "unit": self.unit,
            "range_text": self.range,
            "low": self.range,
            "high": self.range,
        }
        return fields.get(error.field) if isinstance(error, InvalidValueError) else None

    def say(self, field: TextField, words: str) -> None:
        """Say below the row what is wrong with one of its fields."""
        for offering in (self.test, self.unit):
            offering.suggestions.hide()  # it would cover the words
        self.error.show_text(words)
        _mark(field, words)

    def clear_words(self) -> None:
        """Take error and question away.

        The keyboard goes back to the value where it was on an answer: Qt would send it to the
        first field of the form.
        """
        if self.question.has_keyboard:
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.error.show_text("")
        self.question.clear()
        for field in self.fields:
            _mark(field, "")


def _mark(field: QWidget, words: str) -> None:
    field.setProperty("wrong", "true" if words else "false")
    field.setAccessibleDescription(words)
    field.style().unpolish(field)
    field.style().polish(field)
