"""Treatments are taken as planned unless it is said otherwise."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DoseStatus, Provenance
from crampdiary.domain.records import Dose, Phase, Record, Treatment
from crampdiary.services.doses import tell_dose
from crampdiary.services.entries import add
from crampdiary.ui.today.dose_counter import DoseChip
from crampdiary.ui.today.dose_row import DoseRow
from tests.ui.diary_sessions import click
from tests.ui.today.opened import FRIDAY, LAST_NIGHT, TOLD, Opened, focused

VITAMIN = Treatment(name="Vitamin D3")
MAGNESIUM = Treatment(name="Magnesium citrate")
QUININE = Treatment(name="Quinine")
PLAN: list[Record] = [
    TOLD,
    VITAMIN,
    MAGNESIUM,
    QUININE,
    Phase(treatment_id=VITAMIN.id, start=date(2026, 9, 1), dose=Decimal(2000), unit="IU"),
    Phase(treatment_id=MAGNESIUM.id, start=date(2026, 9, 2), dose=Decimal(300), unit="mg"),
    Phase(treatment_id=QUININE.id, start=date(2026, 9, 3), every_days=None),
]


def rows_of(opened: Opened) -> list[DoseRow]:
    return opened.page.evening_card.doses.rows


def told(opened: Opened, day: date = LAST_NIGHT) -> dict[str, DoseStatus]:
    names = {item.id: item.name for item in opened.diary.records(Treatment)}
    found = opened.diary.records(Dose, first=day, last=day)
    return {names[dose.treatment_id]: dose.status for dose in found}


def test_each_planned_treatment_has_a_row_and_nothing_is_stored_for_it(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    names = [row.name.text().replace("\u00a0", " ") for row in rows_of(opened)]
    assert names == [
        "Vitamin D3 2,000 IU daily",
        "Magnesium citrate 300 mg daily",
        "Quinine, as needed",
    ]
    assert not any(row.counter.isVisible() for row in rows_of(opened))
    assert [row.chips.values for row in rows_of(opened)] == [[], [], []]
    assert opened.diary.records(Dose) == []


def test_a_missed_dose_is_stored_at_once_and_pressed_again_it_is_as_planned(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = rows_of(opened)[1]
    click(row.chips.button(DoseStatus.MISSED))
    assert told(opened) == {"Magnesium citrate": DoseStatus.MISSED}
    (dose,) = opened.diary.records(Dose)
    assert dose.provenance is Provenance.NEXT_MORNING
    assert row.name.property("missed") == "true"
    click(row.chips.button(DoseStatus.LATE))
    assert told(opened) == {"Magnesium citrate": DoseStatus.LATE}
    assert row.name.property("missed") == "false"
    click(row.chips.button(DoseStatus.LATE))
    assert told(opened) == {}


def test_one_as_needed_can_only_have_been_taken(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    chips = rows_of(opened)[2].chips
    assert chips.button(DoseStatus.EXTRA).text() == "Took one"
    assert chips.accessibleName() == "Quinine, as needed"
    assert len(chips.findChildren(DoseChip)) == 1
    click(chips.button(DoseStatus.EXTRA))
    assert told(opened) == {"Quinine": DoseStatus.EXTRA}


def test_m_goes_from_treatment_to_treatment_and_space_marks(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("mm ")
    assert told(opened) == {"Magnesium citrate": DoseStatus.MISSED}
    assert focused() is rows_of(opened)[1].chips.button(DoseStatus.MISSED)
    opened.press("m ")
    assert told(opened)["Quinine"] is DoseStatus.EXTRA
    opened.press("m")
    opened.hit(Qt.Key.Key_Right)
    opened.press(" ")
    assert told(opened)["Vitamin D3"] is DoseStatus.EXTRA


def test_nothing_is_asked_where_nothing_is_planned(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    assert not opened.page.evening_card.doses.isVisible()
    opened.press("m")
    assert told(opened) == {}
    opened.session.do(lambda diary, clock: add(diary, clock, *PLAN[1:3], *PLAN[4:6]))
    assert opened.page.evening_card.doses.isVisible()
    assert len(rows_of(opened)) == 2


def test_an_answer_given_elsewhere_is_shown_where_the_focus_is(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("m")
    before = focused()
    opened.session.do(
        lambda diary, clock: tell_dose(diary, clock, VITAMIN.id, LAST_NIGHT, DoseStatus.LATE)
    )
    assert rows_of(opened)[0].chips.value is DoseStatus.LATE
    assert focused() is before
    opened.session.undo()
    assert rows_of(opened)[0].chips.value is None


def test_an_older_night_has_its_own_doses_which_are_recalled_later(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("m ")
    click(opened.page.strip.square(FRIDAY))
    assert rows_of(opened)[0].chips.value is None
    click(rows_of(opened)[0].chips.button(DoseStatus.LATE))
    assert told(opened, FRIDAY) == {"Vitamin D3": DoseStatus.LATE}
    (dose,) = opened.diary.records(Dose, last=FRIDAY)
    assert dose.provenance is Provenance.RECALLED
    assert told(opened) == {"Vitamin D3": DoseStatus.MISSED}


def test_a_weekly_dose_is_asked_about_on_its_days_alone(qtbot: QtBot) -> None:
    weekly = Phase(treatment_id=VITAMIN.id, start=LAST_NIGHT, every_days=7)
    opened = Opened(qtbot, [TOLD, VITAMIN, weekly])
    assert [row.name.text() for row in rows_of(opened)] == ["Vitamin D3, weekly"]
    click(opened.page.strip.square(FRIDAY))
    assert rows_of(opened) == []
    assert not opened.page.evening_card.doses.isVisible()
