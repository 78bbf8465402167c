from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.ui.shared.choices import ChipRow, NumberRow, Segmented
from crampdiary.ui.shared.fields import Stepper
from crampdiary.ui.shared.theme import Theme

SORE = (("no", "No"), ("little", "A little"), ("lot", "A lot"))


@pytest.fixture
def sore(qtbot: QtBot) -> Segmented[str]:
    row = Segmented(SORE, name="Sore")
    qtbot.addWidget(row)
    row.show()
    return row


@pytest.fixture
def tags(qtbot: QtBot) -> ChipRow[str]:
    row = ChipRow(SORE, name="Tags", many=True)
    qtbot.addWidget(row)
    row.show()
    return row


@pytest.fixture
def numbers(qtbot: QtBot) -> NumberRow:
    row = NumberRow(name="Pain")
    qtbot.addWidget(row)
    row.show()
    return row


def test_one_choice_takes_the_place_of_another(qtbot: QtBot, sore: Segmented[str]) -> None:
    with qtbot.waitSignals([sore.changed, sore.changed]):
        sore.button("no").click()
        sore.button("lot").click()
    assert sore.values == ["lot"]


def test_choosing_again_takes_the_answer_back(sore: Segmented[str]) -> None:
    sore.button("no").click()
    sore.button("no").click()
    assert sore.value is None


def test_a_required_choice_cannot_be_taken_back(qtbot: QtBot) -> None:
    row = Segmented(SORE, name="Sore", required=True)
    qtbot.addWidget(row)
    row.set_value("no")
    row.button("no").click()
    assert row.value == "no"


def test_several_chips_can_be_chosen(tags: ChipRow[str]) -> None:
    tags.button("lot").click()
    tags.button("no").click()
    assert tags.values == ["no", "lot"]


def test_setting_a_value_is_not_a_person_choosing(qtbot: QtBot, sore: Segmented[str]) -> None:
    with qtbot.assertNotEmitted(sore.changed):
        sore.set_value("no")
    assert sore.value == "no"


def test_arrow_keys_go_round_without_choosing(sore: Segmented[str]) -> None:
    sore.button("no").setFocus()
    QTest.keyClick(sore.button("no"), Qt.Key.Key_Left)
    assert QApplication.focusWidget() is sore.button("lot")
    QTest.keyClick(sore.button("lot"), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is sore.button("no")
    assert sore.value is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_choose(sore: Segmented[str], key: Qt.Key) -> None:
    QTest.keyClick(sore.button("little"), key)
    assert sore.value == "little"


def _tab_stops(row: NumberRow) -> list[int]:
    return [
        number
        for number in range(11)
        if row.button(number).focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    ]


def test_a_row_of_numbers_is_one_tab_stop_at_the_chosen_one(numbers: NumberRow) -> None:
    assert _tab_stops(numbers) == [0]
    numbers.set_value(6)
    assert _tab_stops(numbers) == [6]


def test_a_digit_chooses_its_number(qtbot: QtBot, numbers: NumberRow) -> None:
    with qtbot.waitSignal(numbers.changed):
        QTest.keyClick(numbers.button(0), Qt.Key.Key_7)
    assert numbers.value == 7


def test_every_choice_says_its_question_to_a_screen_reader(numbers: NumberRow) -> None:
    assert numbers.button(10).accessibleName() == "Pain: 10"


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(scale=1.0)
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("themed")
def test_words_fit_in_a_chip_also_when_chosen_and_bold(qtbot: QtBot) -> None:
    row = ChipRow([("x", "Long sitting or standing")], name="Tags")
    qtbot.addWidget(row)
    row.show()
    chip = row.button("x")
    chip.setChecked(True)
    plain = chip.fontMetrics().horizontalAdvance(chip.text())
    assert chip.width() >= plain + 2 * 13


def test_chips_wrap_where_the_width_ends(tags: ChipRow[str]) -> None:
    one_line = tags.button("no").sizeHint().height()
    assert tags.heightForWidth(2000) == one_line
    assert tags.heightForWidth(tags.button("little").sizeHint().width()) >= 3 * one_line


def test_a_stepper_counts_each_press_as_one(qtbot: QtBot) -> None:
    stepper = Stepper(name="Fluids")
    qtbot.addWidget(stepper)
    with qtbot.waitSignal(stepper.changed):
        stepper.plus.click()
    assert stepper.value == 1
    stepper.plus.click()
    stepper.plus.click()
    stepper.minus.click()
    assert stepper.value == 2


def test_minus_on_a_stepper_of_which_nothing_is_said_says_none(qtbot: QtBot) -> None:
    stepper = Stepper(name="Fluids")
    qtbot.addWidget(stepper)
    stepper.minus.click()
    assert stepper.value == 0


def test_a_stepper_stays_within_its_ends(qtbot: QtBot) -> None:
    stepper = Stepper(name="Fluids", highest=2)
    qtbot.addWidget(stepper)
    for _ in range(4):
        stepper.plus.click()
    assert stepper.value == 2
    for _ in range(4):
        stepper.minus.click()
    assert stepper.value == 0
