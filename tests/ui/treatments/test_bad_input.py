"""What cannot be is said at its field; the diary stays as it was and everything typed stays too."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import Condition, Phase, Treatment
from crampdiary.services.entries import treatments
from crampdiary.services.story import stories
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.conditions import ConditionDialog
from crampdiary.ui.treatments.dialog import TreatmentDialog
from crampdiary.ui.treatments.reading import read_count, read_dose
from crampdiary.ui.treatments.rhythm_fields import Often
from tests.ui.treatments.support import NOW, memory_session, press, type_into

ODD_NAME = "مغنيسيوم 💊🌙"


def new_form(qtbot: QtBot, session: DiarySession) -> TreatmentDialog:
    assert session.diary is not None
    known = stories(treatments(session.diary), NOW.date())
    form = TreatmentDialog(session=session, known=known)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    type_into(form.product.name, "Iron")
    return form


def errors_in(form: TreatmentDialog | ConditionDialog) -> list[str]:
    return [label.text() for label in form.findChildren(ErrorLabel) if label.text()]


def type_a_dose(text: str) -> Callable[[TreatmentDialog], None]:
    return lambda form: type_into(form.doses.rows[0].dose, text)


def begin_in(year: str) -> Callable[[TreatmentDialog], None]:
    def act(form: TreatmentDialog) -> None:
        start = form.doses.rows[0].start
        start.lineEdit().selectAll()
        QTest.keyClicks(start, f"1 Jan {year}")

    return act


def type_a_rhythm(text: str) -> Callable[[TreatmentDialog], None]:
    def act(form: TreatmentDialog) -> None:
        rhythm = form.doses.rows[0].rhythm
        rhythm.often.setCurrentIndex(rhythm.often.findData(Often.EVERY))
        type_into(rhythm.number, text)

    return act


def type_a_unit_of_another_kind(form: TreatmentDialog) -> None:
    type_into(form.product.name, "Vit D")
    type_into(form.doses.rows[0].dose, "5 mmol")


def type_a_line(text: str) -> Callable[[TreatmentDialog], None]:
    return lambda form: type_into(form.line, text)


def type_a_content(form: TreatmentDialog) -> None:
    type_into(form.product.name, "Centrum")
    type_into(form.doses.rows[0].dose, "1 tablet")
    type_into(form.product.contents.rows[0].amount, "5 mmol")


def write_a_long_reason(form: TreatmentDialog) -> None:
    press(form.doses.rows[0].more_button)
    form.doses.rows[0].more.reason.setText("r" * 1_001)


def end_before_the_start(form: TreatmentDialog) -> None:
    press(form.doses.rows[0].end.tick)
    form.doses.rows[0].end.field.set_day(date(2026, 11, 1))


def paste_a_long_note(form: TreatmentDialog) -> None:
    form.product.note.setPlainText("n" * 10_001)


def leave_out_the_name(form: TreatmentDialog) -> None:
    type_into(form.product.name, " ")


def overlap(form: TreatmentDialog) -> None:
    press(form.add_dose_button)
    form.doses.rows[0].end.field.set_day(date(2026, 12, 24))


BAD = [
    pytest.param(type_a_dose("lots"), "an amount and its unit", id="letters"),
    pytest.param(type_a_dose("-5 mg"), "is below zero", id="negative"),
    pytest.param(type_a_dose("1e9 IU"), "2,000 IU or 1 tablet", id="another way to write numbers"),
    pytest.param(begin_in("1026"), "1900-01-01 to 2200-01-01", id="a thousand years ago"),
    pytest.param(type_a_unit_of_another_kind, "IU, µg or mg", id="vitamin D in mmol"),
    pytest.param(type_a_line("50,000 IU sometimes"), "(sometimes) cannot be read", id="line"),
    pytest.param(type_a_content, "does not fit here", id="a content in another kind of unit"),
    pytest.param(write_a_long_reason, "too long", id="long reason"),
    pytest.param(type_a_dose("5"), "needs a unit", id="no unit"),
    pytest.param(type_a_dose("50.000 IU"), "50,000 or 50", id="two readings"),
    pytest.param(type_a_dose("99999999999 IU"), "outside what is possible", id="far too much"),
    pytest.param(type_a_dose("5 " + "m" * 60), "too long", id="an endless unit"),
    pytest.param(type_a_rhythm("often"), "whole number of days", id="rhythm in letters"),
    pytest.param(type_a_rhythm("0"), "outside what is possible", id="every 0 days"),
    pytest.param(end_before_the_start, "22 Nov 2026 or later", id="to before from"),
    pytest.param(paste_a_long_note, "too long", id="long note"),
    pytest.param(leave_out_the_name, "empty", id="no name"),
    pytest.param(overlap, "25 Dec 2026 or later", id="overlap"),
]


@pytest.mark.parametrize(("act", "words"), BAD)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_stored(
    qtbot: QtBot, act: Callable[[TreatmentDialog], None], words: str
) -> None:
    session = memory_session()
    form = new_form(qtbot, session)
    act(form)
    press(form.save_button)
    assert form.isVisible()
    (error,) = errors_in(form)
    assert words in error
    assert error.endswith("Nothing was changed.")
    assert session.diary is not None
    assert session.diary.batches() == []
    focus = form.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == error


def test_an_error_goes_away_once_the_value_is_right(qtbot: QtBot) -> None:
    session = memory_session()
    form = new_form(qtbot, session)
    type_into(form.doses.rows[0].dose, "lots")
    press(form.save_button)
    type_into(form.doses.rows[0].dose, "14 mg")
    press(form.save_button)
    assert not form.isVisible()
    assert session.diary is not None
    assert [phase.dose for phase in session.diary.records(Phase)] == [Decimal(14)]


def test_a_dose_on_a_day_that_is_spoken_for_is_refused_with_the_way_out(qtbot: QtBot) -> None:
    treatment = Treatment(name="Iron")
    going = Phase(treatment_id=treatment.id, start=date(2026, 1, 1), dose=Decimal(14), unit="mg")
    session = memory_session(treatment, going)
    form = new_form(qtbot, session)
    press(form.save_button)
    (error,) = errors_in(form)
    assert "a last day for 14 mg daily first" in error
    assert session.diary is not None
    assert session.diary.records(Phase) == [going]


def test_a_name_in_any_script_is_kept_as_typed(qtbot: QtBot) -> None:
    session = memory_session()
    form = new_form(qtbot, session)
    form.product.name.setText(ODD_NAME)
    form.product.note.setPlainText("n" * 10_000)
    press(form.save_button)
    assert session.diary is not None
    (stored,) = session.diary.records(Treatment)
    assert stored.name == ODD_NAME
    assert len(stored.note) == 10_000


def test_a_condition_of_the_future_is_refused(qtbot: QtBot) -> None:
    session = memory_session()
    form = ConditionDialog(session=session)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    type_into(form.name, "Pregnancy")
    press(form.since.tick)
    form.since.field.set_day(date(2027, 1, 1))
    press(form.save_button)
    assert form.isVisible()
    (error,) = errors_in(form)
    assert "in the future" in error
    assert session.diary is not None
    assert session.diary.records(Condition) == []


@pytest.mark.parametrize(
    ("typed", "dose", "unit"),
    [
        ("50,000 IU", "50000", "IU"),
        ("half a tablet", "0.5", "tablet"),
        ("2 x 150 mg", "300", "mg"),
        ("2 Messlöffel", "2", "Messlöffel"),
        ("2,5 mg", "2.5", "mg"),
        ("0.125 mg", "0.125", "mg"),
        ("1 tablet", "1", "tablet"),
        (" 300 mg ", "300", "mg"),
    ],
)
def test_doses_as_people_write_them(typed: str, dose: str, unit: str) -> None:
    found = read_dose(typed)
    assert found is not None
    assert (found.dose, found.unit) == (Decimal(dose), unit)


def test_no_dose_is_an_unknown_amount() -> None:
    assert read_dose("  ") is None


@pytest.mark.parametrize("typed", ["1.250 mg", "< 5 mg", "mg", "5", "-1 mg"])
def test_a_dose_in_doubt_is_asked_about(typed: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_dose(typed)
    assert caught.value.field == "dose"


def test_counts_are_read_or_refused() -> None:
    assert read_count(" 3 ", "every", allowed="3") == 3
    with pytest.raises(InvalidValueError):
        read_count("x", "every", allowed="3")
