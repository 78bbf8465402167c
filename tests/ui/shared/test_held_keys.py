"""A key held down is one press, also where Qt takes its repeats for presses."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crampdiary.ui.shared.held_keys import HeldKeys


class Listener(QWidget):
    """Notes each press, and whether it was told to be a repeat."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, bool]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append((event.text(), event.isAutoRepeat()))


@pytest.fixture
def listener(qtbot: QtBot) -> Iterator[Listener]:
    made = Listener()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    HeldKeys(made.windowHandle())
    yield made
    made.close()


def _send(
    listener: Listener, kind: QEvent.Type, at_ms: int, key: Qt.Key = Qt.Key.Key_C, text: str = "c"
) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(at_ms)
    QCoreApplication.sendEvent(listener.windowHandle(), event)


DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


def test_press_that_comes_with_the_release_of_its_key_is_a_repeat(listener: Listener) -> None:
    for kind, at_ms in ((DOWN, 100), (UP, 600), (DOWN, 600), (UP, 640), (DOWN, 640), (UP, 680)):
        _send(listener, kind, at_ms)
    assert listener.heard == [("c", False), ("c", True), ("c", True)]


def test_presses_one_after_the_other_are_presses_however_fast(listener: Listener) -> None:
    for kind, at_ms in ((DOWN, 100), (UP, 120), (DOWN, 121), (UP, 150)):
        _send(listener, kind, at_ms)
    assert listener.heard == [("c", False), ("c", False)]


def test_another_key_pressed_as_one_is_released_is_a_press(listener: Listener) -> None:
    _send(listener, DOWN, 100)
    _send(listener, UP, 200)
    _send(listener, DOWN, 200, Qt.Key.Key_L, "l")
    assert listener.heard == [("c", False), ("l", False)]


def test_presses_without_a_time_are_presses(listener: Listener) -> None:
    for kind in (DOWN, UP, DOWN, UP):
        _send(listener, kind, 0)
    assert listener.heard == [("c", False), ("c", False)]
