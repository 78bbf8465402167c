"""The strip of nights where there is little room."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.tokens import DAY
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.strip import NightStrip

LAST = date(2026, 11, 21)


def two_weeks(qtbot: QtBot, width: int) -> tuple[QScrollArea, NightStrip]:
    strip = NightStrip(theme=Theme(palette=DAY))
    counts = [
        NightCount(night=LAST - timedelta(days=13 - number), state=NightState.WITHOUT_CRAMPS)
        for number in range(14)
    ]
    strip.show_counts(counts, LAST, LAST + timedelta(days=1))
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setWidget(strip)
    qtbot.addWidget(room)
    room.resize(width, 200)
    room.show()
    return room, strip


def tops(strip: NightStrip) -> list[int]:
    return [strip.square(LAST - timedelta(days=13 - number)).y() for number in range(14)]


def test_wide_strip_is_one_row(qtbot: QtBot) -> None:
    _room, strip = two_weeks(qtbot, 900)
    qtbot.waitUntil(lambda: len(set(tops(strip))) == 1)


def test_narrow_strip_breaks_into_weeks_and_can_widen_again(qtbot: QtBot) -> None:
    room, strip = two_weeks(qtbot, 300)
    qtbot.waitUntil(lambda: len(set(tops(strip))) == 2)
    above, below = tops(strip)[:7], tops(strip)[7:]
    assert len(set(above)) == len(set(below)) == 1
    assert above[0] < below[0]
    room.resize(900, 200)
    qtbot.waitUntil(lambda: len(set(tops(strip))) == 1)


def test_strip_asks_for_the_width_of_a_week_only(qtbot: QtBot) -> None:
    _room, strip = two_weeks(qtbot, 900)
    assert strip.minimumSizeHint().width() < 300


def test_up_goes_a_week_back_where_weeks_are_rows(qtbot: QtBot) -> None:
    _room, strip = two_weeks(qtbot, 300)
    qtbot.waitUntil(lambda: len(set(tops(strip))) == 2)
    last = strip.square(LAST)
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Up)
    assert strip.square(LAST - timedelta(days=7)).hasFocus()
