"""Every form says at its foot when its entry was made and changed, and how it came in."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Condition, Cramp, LabResult, Night, Phase, Record, Treatment
from crampdiary.services.cramps import refine_cramp, start_cramp
from crampdiary.services.entries import add, change
from crampdiary.services.nights import tell_night
from crampdiary.services.story import stories
from crampdiary.services.treatments import save_treatment
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.labs.dialog import ResultsDialog
from crampdiary.ui.labs.known import known_of
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.conditions import ConditionDialog
from crampdiary.ui.treatments.dialog import TreatmentDialog
from tests.fakes import StillClock
from tests.ui.diary_sessions import open_session

NIGHT = date(2026, 11, 21)
ADDED = "Added on Sun 22 Nov 07:30."


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def said(dialog: QDialog) -> str:
    line = dialog.findChild(HistoryLine)
    if line is None:
        return ""
    dialog.open()
    words = line.text() if line.isVisible() else ""
    dialog.reject()
    return words


def forward(session: DiarySession) -> None:
    clock = session.clock
    assert isinstance(clock, StillClock)
    clock.forward(days=1, minutes=40)


def open_cramp(session: DiarySession, window: QWidget) -> QDialog:
    stored = session.do(start_cramp)
    assert stored is not None
    forward(session)
    changed = session.do(lambda d, c: refine_cramp(d, c, stored[0].id, pain=3))
    assert changed is not None
    return CrampEditor(session=session, night=NIGHT, cramp=changed[0], parent=window)


def open_night(session: DiarySession, window: QWidget) -> QDialog:
    session.do(lambda d, c: tell_night(d, c, NIGHT, fluids_ml=1000))
    dialog = NightDialog(session=session, night=NIGHT, parent=window)
    forward(session)
    session.do(lambda d, c: tell_night(d, c, NIGHT, fluids_ml=1500))
    return dialog


def open_treatment(session: DiarySession, window: QWidget) -> QDialog:
    treatment = Treatment(name="Magnesium")
    phase = Phase(treatment_id=treatment.id, start=NIGHT)
    session.do(lambda d, c: save_treatment(d, c, treatment, [phase]))
    (story,) = stories([(treatment, (phase,))], NIGHT)
    return TreatmentDialog(session=session, known=[story], story=story, parent=window)


def open_condition(session: DiarySession, window: QWidget) -> QDialog:
    gout = Condition(name="Gout")
    session.do(lambda d, c: add(d, c, gout))
    return ConditionDialog(session=session, condition=gout, parent=window)


def open_result(session: DiarySession, window: QWidget) -> QDialog:
    first = LabResult(test="CK", value=Decimal(20), unit="U/L", taken_on=NIGHT)
    second = LabResult(test="CK", value=Decimal(21), unit="U/L", taken_on=NIGHT, id=first.id)
    session.do(lambda d, c: add(d, c, first))
    forward(session)
    session.do(lambda d, c: change(d, c, first, second))
    return ResultsDialog(
        session=session, known=known_of(session.diary), result=second, parent=window
    )


@pytest.mark.parametrize(
    ("open_form", "words"),
    [
        (open_cramp, "Logged live on Sun 22 Nov 07:30. Changed on Mon 23 Nov 08:10."),
        (
            open_night,
            "Written down the morning after, on Sun 22 Nov 07:30. Changed on Mon 23 Nov 08:10.",
        ),
        (open_treatment, ADDED),
        (open_condition, ADDED),
        (open_result, f"{ADDED} Changed on Mon 23 Nov 08:10."),
    ],
)
def test_a_form_tells_how_its_entry_came_about(
    qtbot: QtBot,
    window: QWidget,
    open_form: Callable[[DiarySession, QWidget], QDialog],
    words: str,
) -> None:
    session, _ = open_session()
    window.show()
    assert said(open_form(session, window)) == words


@pytest.mark.parametrize("records", [[], [Night(night=NIGHT, fluids_ml=1000)]])
def test_a_night_of_which_nothing_was_said_or_kept_says_nothing(
    qtbot: QtBot, window: QWidget, records: list[Record]
) -> None:
    session, _ = open_session(records)
    window.show()
    assert said(NightDialog(session=session, night=NIGHT, parent=window)) == ""


def test_a_new_entry_has_no_history(qtbot: QtBot, window: QWidget) -> None:
    session, _ = open_session()
    window.show()
    for dialog in (
        CrampEditor(session=session, night=NIGHT, parent=window),
        ConditionDialog(session=session, parent=window),
        ResultsDialog(session=session, known=known_of(session.diary), parent=window),
        TreatmentDialog(session=session, known=[], parent=window),
    ):
        assert said(dialog) == ""


def test_a_cramp_whose_history_was_not_kept_says_how_it_came_in(
    qtbot: QtBot, window: QWidget
) -> None:
    cramp = Cramp(night=NIGHT)
    session, _ = open_session([cramp])
    window.show()
    assert said(CrampEditor(session=session, night=NIGHT, cramp=cramp, parent=window)) == (
        "Logged live."
    )
