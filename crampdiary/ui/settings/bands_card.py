"""The limits of 25-OH vitamin D that are commonly used, and what to think of them."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.domain.catalogues.lab_tests import LabTest, lab_tests
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import Expected, read_quantity
from crampdiary.domain.phrases import number_words
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.units import read_unit
from crampdiary.services.preferences import set_preferences
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.settings.rows import SettingRow, is_being_typed
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import ErrorLabel, QuietLabel
from crampdiary.ui.shared.session import DiarySession

TITLE = "25-OH vitamin D, commonly used bands"
WORDS = (
    "The range that your lab printed always comes first. These limits stand in where it printed "
    "none. They are commonly used, but the Endocrine Society (2024) no longer endorses fixed ones: "
    "your doctor may name others."
)
BACK = "Back to 20 and 30"
UNIT, OTHER_UNIT = "ng/mL", "nmol/L"
_USUAL = Preferences()
_FIELD_WIDTH = 120
_ALL = 100
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_BELOW, _FROM = "vitamin_d_deficient_below", "vitamin_d_sufficient_above"


class LimitField(TextField):
    """One limit, in ng/mL; what is typed in nmol/L is converted."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 6 + _FIELD_WIDTH)

    def show_limit(self, limit: Decimal) -> None:
        """Show what is stored."""
        self.setText(f"{limit:f} {UNIT}")


class BandsCard(Card):
    """Two limits, each with its value in the other unit, stored as soon as it is typed."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self.title.setWordWrap(True)
        self.header.setStretchFactor(self.title, _ALL)
        self._session = session
        self.below = LimitField(name="Deficient below")
        self.enough = LimitField(name="Insufficient up to")
        self.below_error, self.enough_error = ErrorLabel(), ErrorLabel()
        self.below_words, self.enough_words = QuietLabel(), QuietLabel()
        self.back = SecondaryButton(BACK)
        self._fields = {
            _BELOW: (self.below, self.below_error),
            _FROM: (self.enough, self.enough_error),
        }
        self.body.setSpacing(2 * GRID)
        self.body.addWidget(QuietLabel(WORDS))
        limits = QHBoxLayout()
        limits.setSpacing(2 * GRID)
        for row in (
            SettingRow("Deficient below", self.below, self.below_words, self.below_error),
            SettingRow("Insufficient up to", self.enough, self.enough_words, self.enough_error),
        ):
            limits.addWidget(row, 1)
        self.body.addLayout(limits)
        self.body.addWidget(self.back)
        self.body.addStretch(1)
        for name, (field, _) in self._fields.items():
            field.editingFinished.connect(lambda name=name: self._on_finished(name))
        self.back.clicked.connect(self._on_back_clicked)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is stored, except where the person is typing."""
        for name, (field, error) in self._fields.items():
            if not is_being_typed(field):
                field.show_limit(getattr(preferences, name))
                _mark(field, error, "")
        self.below_words.setText(_other_words(preferences.vitamin_d_deficient_below))
        self.enough_words.setText(_other_words(preferences.vitamin_d_sufficient_above))
        limits = (preferences.vitamin_d_deficient_below, preferences.vitamin_d_sufficient_above)
        is_usual = limits == (_USUAL.vitamin_d_deficient_below, _USUAL.vitamin_d_sufficient_above)
        if is_usual and self.back.hasFocus():
            self.below.setFocus(Qt.FocusReason.OtherFocusReason)
        self.back.setVisible(not is_usual)

    def _on_finished(self, name: str) -> None:
        field, label = self._fields[name]
        stored: Decimal = getattr(self._session.preferences, name)
        try:
            wished = _read_limit(field.text(), name, stored)
            if wished != stored:
                self._session.perform(
                    lambda diary, clock: set_preferences(diary, clock, **{name: wished}),
                    said=_said(name, wished),
                )
        except InvalidValueError as error:
            _mark(field, label, sentence(self._named(error, name, field.text())))
        else:
            _mark(field, label, "")
            field.show_limit(wished)

    def _on_back_clicked(self) -> None:
        self._session.do(
            lambda diary, clock: set_preferences(
                diary,
                clock,
                vitamin_d_deficient_below=_USUAL.vitamin_d_deficient_below,
                vitamin_d_sufficient_above=_USUAL.vitamin_d_sufficient_above,
            ),
            said="25-OH vitamin D: back to 20 and 30 ng/mL.",
        )

    def _named(self, error: InvalidValueError, name: str, typed: str) -> InvalidValueError:
        """Return the error about the field that was typed into, in terms of the other one."""
        stored = self._session.preferences
        if error.problem != "ends_before_start":
            return InvalidValueError(
                field=name, problem=error.problem, value=typed, allowed=error.allowed
            )
        other, problem, way = (
            (stored.vitamin_d_sufficient_above, "lies_above_the_other_one", "less")
            if name == _BELOW
            else (stored.vitamin_d_deficient_below, "lies_below_the_other_one", "more")
        )
        return InvalidValueError(
            field=name, problem=problem, value=typed, allowed=f"{other:f} {UNIT} or {way}"
        )


def _mark(field: TextField, label: ErrorLabel, words: str) -> None:
    """Say what is wrong with a field below it, or no longer."""
    label.show_text(words)
    field.setAccessibleDescription(words)
    field.setProperty("wrong", "true" if words else "false")
    field.style().unpolish(field)
    field.style().polish(field)


def _test() -> LabTest:
    found = lab_tests().find("25-OH vitamin D")
    if found is None:
        raise LookupError("25-OH vitamin D is not among the lab tests")
    return found


def _read_limit(text: str, field: str, stored: Decimal) -> Decimal:
    """Return a limit in ng/mL as typed; one in nmol/L rounded down to a hundredth.

    Rounded up, a result of exactly that many nmol/L would count as below it.
    """
    if text.strip() == f"{stored:f} {UNIT}":
        return stored
    comparator, number, unit = read_quantity(text, field, expected=Expected.MEASURED)
    if comparator is not None:
        raise InvalidValueError(
            field=field, problem="not_a_number", value=text, allowed="a number such as 20"
        )
    if not unit or read_unit(unit).is_same_as(read_unit(UNIT)):
        return number
    exact = _test().to_conventional(number, read_unit(unit))
    hundredths = Decimal(exact.numerator) / Decimal(exact.denominator)
    return hundredths.quantize(_HUNDREDTH, rounding=ROUND_FLOOR)


def _other_words(limit: Decimal) -> str:
    exact = _test().from_conventional(Fraction(limit), read_unit(OTHER_UNIT))
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_TENTH)
    return f"{number_words(rounded)} {OTHER_UNIT}"


def _said(name: str, limit: Decimal) -> str:
    what = "deficient below" if name == _BELOW else "insufficient up to"
    return f"25-OH vitamin D: {what} {limit:f} {UNIT}."
