"""Fields hold what was put into them: neither a press beside the text nor the wheel changes it."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import Dropdown
from crampdiary.ui.shared.theme import Theme

DAY = date(2026, 11, 22)


def wheel(widget: QWidget) -> bool:
    """Turn the wheel over a widget; return whether it took the turn for itself."""
    turn = QWheelEvent(
        QPointF(20, 20),
        widget.mapToGlobal(QPointF(20, 20)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(widget, turn)
    return turn.isAccepted()


@pytest.fixture
def day_field(qtbot: QtBot, qapp: QApplication) -> DateField:
    Theme(scale=1.0).apply(qapp)
    field = DateField(name="Day", day=DAY)
    qtbot.addWidget(field)
    field.resize(360, 42)
    with qtbot.waitActive(field):
        field.show()
    return field


@pytest.mark.parametrize("share", [0.01, 0.5, 0.8, 0.9, 0.97])
def test_a_press_beside_the_text_never_changes_the_day(day_field: DateField, share: float) -> None:
    for height in (2, 21, 40):
        place = QPoint(round(day_field.width() * share), height)
        QTest.mouseClick(day_field, Qt.MouseButton.LeftButton, pos=place)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        assert day_field.day == DAY


def test_a_press_beside_the_small_arrow_opens_the_calendar(day_field: DateField) -> None:
    beside = QPoint(day_field.lineEdit().geometry().right() + 2, 21)
    QTest.mouseClick(day_field, Qt.MouseButton.LeftButton, pos=beside)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_the_wheel_changes_no_day_and_no_choice(qtbot: QtBot, day_field: DateField) -> None:
    choice = Dropdown(name="Rhythm")
    choice.addItems(["daily", "weekly"])
    qtbot.addWidget(choice)
    choice.show()
    assert not wheel(day_field)
    assert not wheel(choice)
    assert (day_field.day, choice.currentIndex()) == (DAY, 0)
