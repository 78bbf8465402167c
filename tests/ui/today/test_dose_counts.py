"""How many doses of a day were missed, late, extra or taken as needed: by clicks and by keys."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DoseStatus, Weekday
from crampdiary.domain.records import MAX_DOSES_A_DAY, Dose, Phase, Record, Treatment
from crampdiary.services.entries import change
from crampdiary.ui.today.dose_row import DoseRow
from tests.ui.diary_sessions import click
from tests.ui.today.opened import FRIDAY, LAST_NIGHT, TOLD, Opened, focused

MAGNESIUM = Treatment(name="Magnesium citrate")
QUININE = Treatment(name="Quinine")
VITAMIN = Treatment(name="Vitamin D3")
THRICE = Phase(
    treatment_id=MAGNESIUM.id,
    start=date(2026, 9, 1),
    dose=Decimal(1),
    unit="tablet",
    times_a_day=3,
)
AS_NEEDED = Phase(
    treatment_id=QUININE.id,
    start=date(2026, 9, 2),
    dose=Decimal(200),
    unit="mg",
    every_days=None,
)
DAILY = Phase(treatment_id=VITAMIN.id, start=date(2026, 9, 3), dose=Decimal(2000), unit="IU")
PLAN: list[Record] = [TOLD, MAGNESIUM, QUININE, VITAMIN, THRICE, AS_NEEDED, DAILY]
MISSED, EXTRA, LATE = DoseStatus.MISSED, DoseStatus.EXTRA, DoseStatus.LATE


def row_of(opened: Opened, treatment: Treatment) -> DoseRow:
    (row,) = (
        row
        for row in opened.page.evening_card.doses.rows
        if row.name.text().startswith(treatment.name)
    )
    return row


def told(opened: Opened) -> list[tuple[DoseStatus, int | None]]:
    return [(dose.status, dose.count) for dose in opened.diary.records(Dose)]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_missed_is_about_all_and_minus_says_how_many_of_them(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, MAGNESIUM)
    assert plain(row.name.text()) == "Magnesium citrate 1 tablet 3 times a day"
    click(row.chips.button(MISSED))
    assert (told(opened), row.counter.words.text()) == ([(MISSED, None)], "all 3 missed")
    for left, words in ((2, "2 of 3 missed"), (1, "1 of 3 missed")):
        click(row.counter.minus)
        assert (told(opened), row.counter.words.text()) == ([(MISSED, left)], words)
        assert row.name.property("missed") == "true"
    click(row.counter.minus)
    assert told(opened) == []
    assert not row.counter.isVisible()
    assert row.chips.values == []
    assert row.name.property("missed") == "false"


def test_plus_never_counts_beyond_what_was_planned(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, MAGNESIUM)
    click(row.chips.button(LATE))
    click(row.counter.minus)
    assert row.counter.words.text() == "2 of 3 late"
    for _ in range(3):
        click(row.counter.plus)
    assert (told(opened), row.counter.words.text()) == ([(LATE, None)], "all 3 late")
    assert len(opened.diary.batches()) == 3


def test_the_chip_pressed_again_takes_all_of_it_back(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, MAGNESIUM)
    click(row.chips.button(MISSED))
    click(row.counter.minus)
    click(row.chips.button(MISSED))
    assert told(opened) == []


def test_another_answer_begins_its_own_count(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, MAGNESIUM)
    click(row.chips.button(MISSED))
    click(row.counter.minus)
    click(row.chips.button(LATE))
    assert told(opened) == [(LATE, None)]
    click(row.chips.button(EXTRA))
    assert (told(opened), row.counter.words.text()) == ([(EXTRA, None)], "1 extra")


def test_extra_doses_are_counted_too(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, VITAMIN)
    click(row.chips.button(EXTRA))
    click(row.counter.plus)
    click(row.counter.plus)
    assert (told(opened), row.counter.words.text()) == ([(EXTRA, 3)], "3 extra")
    for _ in range(MAX_DOSES_A_DAY):
        click(row.counter.plus)
    assert told(opened) == [(EXTRA, MAX_DOSES_A_DAY)]


def test_one_dose_a_day_that_was_missed_or_late_is_not_counted(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, VITAMIN)
    for status in (MISSED, LATE):
        click(row.chips.button(status))
        assert not row.counter.isVisible()


def test_as_needed_doses_are_counted_on_their_chip(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, QUININE)
    chip = row.chips.button(EXTRA)
    assert plain(row.name.text()) == "Quinine 200 mg as needed"
    place = chip.mapToGlobal(chip.rect().topRight())
    click(chip)
    QApplication.processEvents()
    assert (told(opened), chip.text()) == ([(EXTRA, None)], "Took one")
    assert chip.mapToGlobal(chip.rect().topRight()) == place  # a second press finds it there
    click(row.counter.plus)
    assert (told(opened), chip.text()) == ([(EXTRA, 2)], "Took 2")
    assert plain(chip.accessibleName()) == "Quinine 200 mg as needed: Took 2"
    click(row.counter.minus)
    click(row.counter.minus)
    assert (told(opened), chip.text()) == ([], "Took one")


def test_few_keys_say_that_one_of_three_was_missed(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("m --")
    assert told(opened) == [(MISSED, 1)]
    opened.press("+")
    assert told(opened) == [(MISSED, 2)]
    opened.press("m =")
    assert (EXTRA, 2) in told(opened)
    assert opened.night() is None


def test_plus_and_minus_are_glasses_where_no_dose_is_counted(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("m+")
    opened.press("mm +")  # the vitamin is taken once a day: nothing to count
    assert told(opened) == [(MISSED, None)]
    night = opened.night()
    assert night is not None
    assert night.fluids_ml == 500


def test_g_counts_glasses_and_escape_gives_plus_back_to_the_page(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("m -g")
    opened.hit(Qt.Key.Key_Escape)
    opened.press("+")
    night = opened.night()
    assert night is not None
    assert (night.fluids_ml, told(opened)) == (500, [(MISSED, 2)])


def test_minus_and_plus_are_reached_by_tab_and_the_keyboard_stays_in_the_row(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("m ")
    row = row_of(opened, MAGNESIUM)
    opened.hit(Qt.Key.Key_Tab)
    assert focused() is row.counter.minus
    opened.hit(Qt.Key.Key_Right)
    assert focused() is row.counter.plus
    opened.hit(Qt.Key.Key_Left)
    opened.press("  ")
    assert told(opened) == [(MISSED, 1)]
    opened.hit(Qt.Key.Key_Return)
    assert told(opened) == []
    assert focused() is row.chips.button(MISSED)
    opened.press("m")
    assert focused() is row_of(opened, QUININE).chips.button(EXTRA)


def test_undo_takes_each_step_back(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, MAGNESIUM)
    opened.press("m --")
    seen = []
    for _ in range(3):
        opened.session.undo()
        seen.append((told(opened), row.counter.words.text()))
    assert seen == [
        ([(MISSED, 2)], "2 of 3 missed"),
        ([(MISSED, None)], "all 3 missed"),
        ([], ""),
    ]
    opened.session.redo()
    assert told(opened) == [(MISSED, None)]


def test_bedtime_and_weekly_doses_are_asked_about_on_their_days_alone(qtbot: QtBot) -> None:
    weekly = Phase(
        treatment_id=VITAMIN.id,
        start=date(2026, 9, 1),
        dose=Decimal(50000),
        unit="IU",
        every_days=7,
        weekday=Weekday.SATURDAY,
    )
    bedtime = Phase(treatment_id=MAGNESIUM.id, start=LAST_NIGHT, at_bedtime=True)
    opened = Opened(qtbot, [TOLD, VITAMIN, MAGNESIUM, weekly, bedtime])
    assert [plain(row.name.text()) for row in opened.page.evening_card.doses.rows] == [
        "Vitamin D3 50,000 IU weekly on Saturdays",
        "Magnesium citrate, at bedtime",
    ]
    click(opened.page.strip.square(FRIDAY))
    assert opened.page.evening_card.doses.rows == []


def test_an_extra_dose_on_a_day_without_one_is_shown_and_can_be_taken_back(qtbot: QtBot) -> None:
    weekly = Phase(
        treatment_id=VITAMIN.id, start=date(2026, 9, 1), every_days=7, weekday=Weekday.FRIDAY
    )
    extra = Dose(treatment_id=VITAMIN.id, day=LAST_NIGHT, status=EXTRA)
    opened = Opened(qtbot, [TOLD, VITAMIN, weekly, extra])
    row = row_of(opened, VITAMIN)
    assert [chip.text() for chip in row.chips.findChildren(type(row.chips.button(EXTRA)))] == [
        "Extra"
    ]
    opened.press("m ")
    assert told(opened) == []
    assert not opened.page.evening_card.doses.isVisible()
    opened.session.undo()
    assert row_of(opened, VITAMIN).chips.value is EXTRA


def test_what_was_told_before_a_change_of_plan_is_shown_and_can_be_taken_back(
    qtbot: QtBot,
) -> None:
    opened = Opened(qtbot, PLAN)
    opened.press("m ")
    once = Phase(treatment_id=MAGNESIUM.id, id=THRICE.id, start=THRICE.start, every_days=None)
    opened.session.do(lambda diary, clock: change(diary, clock, THRICE, once))
    row = row_of(opened, MAGNESIUM)
    assert row.chips.value is MISSED
    click(row.chips.button(MISSED))
    assert told(opened) == []


def test_more_was_missed_than_is_planned_by_now_is_all_of_it(qtbot: QtBot) -> None:
    missed = Dose(treatment_id=MAGNESIUM.id, day=LAST_NIGHT, count=3)
    twice = Phase(treatment_id=MAGNESIUM.id, start=LAST_NIGHT, times_a_day=2)
    opened = Opened(qtbot, [TOLD, MAGNESIUM, twice, missed])
    row = row_of(opened, MAGNESIUM)
    assert row.counter.words.text() == "both missed"
    click(row.counter.minus)
    assert told(opened) == [(MISSED, 1)]


@pytest.mark.parametrize("status", [MISSED, LATE, EXTRA])
def test_what_is_counted_is_spoken(qtbot: QtBot, status: DoseStatus) -> None:
    opened = Opened(qtbot, PLAN)
    row = row_of(opened, MAGNESIUM)
    click(row.chips.button(status))
    words = row.counter.words.text()
    name = plain(row.counter.minus.accessibleName())
    assert name == f"Magnesium citrate 1 tablet 3 times a day: one less, now {words}"
    assert row.chips.button(status).accessibleDescription() == words


def test_a_count_leaves_the_page_as_wide_as_it_was(qtbot: QtBot) -> None:
    opened = Opened(qtbot, PLAN)
    opened.page.resize(788, 680)
    for row in opened.page.evening_card.doses.rows:
        click(row.chips.button(EXTRA))
    QApplication.processEvents()
    assert opened.page.scroll_area.horizontalScrollBar().maximum() == 0
    for row in opened.page.evening_card.doses.rows:
        for part in (row.counter.words, row.counter.minus, row.counter.plus):
            assert part.width() >= part.minimumSizeHint().width() or part.isHidden()
