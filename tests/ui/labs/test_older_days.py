"""The link to the days that are hidden at the left of the table."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.labs.support import result, shown
from tests.ui.treatments.support import memory_session


def test_older_days_are_a_press_away_until_the_first_is_in_sight(qtbot: QtBot) -> None:
    days = [date(2020, 1, 1) + timedelta(days=100 * number) for number in range(24)]
    page = shown(qtbot, memory_session(*(result("4.1", day) for day in days)))
    bar = page.table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    assert page.older_link.isVisible()
    page.older_link.setFocus(Qt.FocusReason.TabFocusReason)
    before = bar.value()
    QTest.keyClick(page.older_link, Qt.Key.Key_Space)
    assert bar.value() == max(before - bar.pageStep(), 0)
    while bar.value():
        QTest.keyClick(page.older_link, Qt.Key.Key_Space)
    assert not page.older_link.isVisible()
    assert page.table.hasFocus()


def test_where_all_days_are_in_sight_there_is_no_link(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session(result("4.1"), result("4.0", date(2026, 9, 30))))
    assert not page.older_link.isVisible()
