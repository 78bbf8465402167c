"""A session over a diary in memory, opened as the window opens one; and hands to work with."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Record
from crampdiary.ui.shared.session import DiarySession
from tests.fakes import MemoryDiary, StillClock

MORNING = datetime(2026, 11, 22, 7, 30)


class MemoryFile(MemoryDiary):
    """A diary in memory that can be opened and closed like a file."""

    def __enter__(self) -> Diary:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        pass

    def outside_version(self) -> int:
        return 0


def open_session(
    records: Iterable[Record] = (), *, local: datetime = MORNING
) -> tuple[DiarySession, MemoryFile]:
    """Return an open session and the diary behind it; its clock stands still at `local`."""
    file = MemoryFile(records)
    session = DiarySession(clock=StillClock(local), open_file=lambda _path: file)
    session.open(Path("memory"))
    return session, file


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a widget with the mouse, in its middle or at a point of it."""
    point = widget.rect().center() if at is None else at
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)


def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget."""
    QTest.keyClicks(widget, text)


def key(
    widget: QWidget,
    pressed: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press one key."""
    QTest.keyClick(widget, pressed, modifier)


def show(qtbot: QtBot, widget: QWidget, width: int = 1280, height: int = 800) -> None:
    """Show a window at a size and wait until it takes keys."""
    widget.resize(width, height)
    widget.show()
    wait_for_keys(qtbot, widget)


def wait_for_keys(qtbot: QtBot, window: QWidget) -> None:
    """Wait until a window that was opened takes keys, as a window manager would see to."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
