"""Whatever a person deletes, and wherever: it is in the bin, and comes back from it whole."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.records import (
    RECORD_TYPES,
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.bin import binned, put_back
from crampdiary.services.doses import tell_dose
from crampdiary.services.history import undo
from crampdiary.services.story import Story, stories
from crampdiary.ui.diary.bulk_dialog import delete_nights
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.labs.dialog import ResultsDialog
from crampdiary.ui.labs.known import known_of
from crampdiary.ui.labs.page import LabsPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.conditions import ConditionDialog
from crampdiary.ui.treatments.dialog import TreatmentDialog
from tests.ui.diary_sessions import MemoryFile, click, key, open_session, wait_for_keys

NIGHT = date(2026, 11, 21)
CRAMP = Cramp(night=NIGHT, pain=7, note="bare feet")
TOLD = Night(night=NIGHT, fluids_ml=1000)
MAGNESIUM = Treatment(name="Magnesium")
PHASES = (
    Phase(treatment_id=MAGNESIUM.id, start=date(2026, 1, 1), end=date(2026, 6, 30)),
    Phase(treatment_id=MAGNESIUM.id, start=date(2026, 7, 1)),
)
MISSED = Dose(treatment_id=MAGNESIUM.id, day=NIGHT, status=DoseStatus.MISSED)
GOUT = Condition(name="Gout")
CK = LabResult(test="CK", value=Decimal(20), unit="U/L", taken_on=NIGHT)
ALL: tuple[Record, ...] = (CRAMP, TOLD, MAGNESIUM, *PHASES, MISSED, GOUT, CK)


class Desk:
    """A session with one entry of each kind, and a window for forms."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.session, self.diary = open_session(ALL)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()

    def open(self, dialog: QDialog) -> None:
        dialog.open()
        wait_for_keys(self.qtbot, dialog)

    def press_delete(self, dialog: QDialog) -> None:
        self.open(dialog)
        button = getattr(dialog, "delete_button", None)
        assert isinstance(button, QPushButton)
        click(button)

    @property
    def story(self) -> Story:
        return stories([(MAGNESIUM, PHASES)], NIGHT)[0]


def by_cramp_editor(desk: Desk) -> None:
    form = CrampEditor(session=desk.session, night=NIGHT, cramp=CRAMP, parent=desk.window)
    desk.press_delete(form)


def by_treatment_form(desk: Desk) -> None:
    desk.press_delete(treatment_form(desk))


def by_taking_a_phase_out(desk: Desk) -> None:
    form = treatment_form(desk)
    desk.open(form)
    click(form.doses.rows[1].remove_button)
    key(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def by_condition_form(desk: Desk) -> None:
    desk.press_delete(ConditionDialog(session=desk.session, condition=GOUT, parent=desk.window))


def by_result_form(desk: Desk) -> None:
    form = ResultsDialog(
        session=desk.session, known=known_of(desk.session.diary), result=CK, parent=desk.window
    )
    desk.press_delete(form)


def by_key_in_the_table_of_results(desk: Desk) -> None:
    page = LabsPage(session=desk.session, theme=Theme(scale=1.0), runner=Runner())
    desk.qtbot.addWidget(page)
    page.refresh()
    page.show()
    page.table.setCurrentIndex(page.table.lab_model.index(0, 0))
    key(page.table, Qt.Key.Key_Delete)


def by_many_at_once(desk: Desk) -> None:
    delete_nights(desk.session, [NIGHT])


def by_answering_as_planned(desk: Desk) -> None:
    desk.session.do(lambda d, c: tell_dose(d, c, MAGNESIUM.id, NIGHT, None))


def treatment_form(desk: Desk) -> TreatmentDialog:
    return TreatmentDialog(
        session=desk.session, known=[desk.story], story=desk.story, parent=desk.window
    )


def everything(diary: MemoryFile) -> set[Record]:
    return {record for kind in RECORD_TYPES.values() for record in diary.records(kind)}


@pytest.mark.parametrize(
    ("way", "gone"),
    [
        (by_cramp_editor, {CRAMP}),
        (by_treatment_form, {MAGNESIUM, *PHASES, MISSED}),
        (by_taking_a_phase_out, {PHASES[1]}),
        (by_condition_form, {GOUT}),
        (by_result_form, {CK}),
        (by_key_in_the_table_of_results, {CK}),
        (by_many_at_once, {CRAMP, TOLD, MISSED}),
        (by_answering_as_planned, {MISSED}),
    ],
)
def test_what_is_deleted_is_in_the_bin_and_comes_back(
    qtbot: QtBot, way: Callable[[Desk], None], gone: set[Record]
) -> None:
    desk = Desk(qtbot)
    way(desk)
    (item,) = binned(desk.diary)
    assert set(item.records) == gone
    assert everything(desk.diary).isdisjoint(gone)
    put_back(desk.diary, desk.session.clock, item.batch)
    assert gone <= everything(desk.diary)
    assert binned(desk.diary) == []
    undo(desk.diary, desk.session.clock)
    undo(desk.diary, desk.session.clock)
    assert everything(desk.diary) == set(ALL)


def test_the_session_says_when_something_is_deleted(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    told: list[object] = []
    session: DiarySession = desk.session
    session.changed.connect(told.append)
    by_many_at_once(desk)
    assert told == [frozenset({"cramp", "night", "dose"})]
