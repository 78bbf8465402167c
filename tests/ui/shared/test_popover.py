"""A small panel below a button: within its window, and the keys come back."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.ui.shared.buttons import LinkButton, SecondaryButton
from crampdiary.ui.shared.labels import BodyLabel
from crampdiary.ui.shared.popover import Popover
from tests.ui.diary_sessions import key, show


def opened(
    qtbot: QtBot, *, lines: int, width: int = 800
) -> tuple[QWidget, SecondaryButton, Popover]:
    window, button = QWidget(), SecondaryButton("Open")
    column = QVBoxLayout(window)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    qtbot.addWidget(window)
    panel = Popover(name="Choices", width=500, parent=window)
    for number in range(lines):
        panel.body.addWidget(BodyLabel(f"Line {number}"))
    panel.foot.addWidget(LinkButton("Done"))
    show(qtbot, window, width, 400)
    panel.open_below(button)
    return window, button, panel


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_it_stands_below_its_button_and_nothing_in_it_scrolls(qtbot: QtBot) -> None:
    window, button, panel = opened(qtbot, lines=5)
    assert place(panel).top() >= place(button).bottom()
    assert place(panel).right() == pytest.approx(place(button).right(), abs=2)  # a window's frame
    assert panel.scroll_area.verticalScrollBar().maximum() == 0
    assert place(window).contains(place(panel))
    panel.close()


@pytest.mark.parametrize("width", [800, 300])
def test_what_is_too_large_scrolls_within_the_window(qtbot: QtBot, width: int) -> None:
    window, _, panel = opened(qtbot, lines=60, width=width)
    assert place(window).contains(place(panel))
    assert panel.scroll_area.verticalScrollBar().maximum() > 0
    panel.close()


def test_the_keys_are_in_it_and_esc_gives_them_back(qtbot: QtBot) -> None:
    _, button, panel = opened(qtbot, lines=1)
    done = panel.findChild(LinkButton)
    assert done is not None
    assert done.hasFocus()
    with qtbot.waitSignal(panel.closed):
        key(done, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert button.hasFocus()
