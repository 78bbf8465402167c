"""Windows over the main one, and the pointer, by day and by night."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.shared.dialog import Dialog
from crampdiary.ui.shared.theme import Theme
from tests.ui.pixels import colours, frame, too_blue_or_green

FRAMELESS = Qt.WindowType.FramelessWindowHint


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(palette=DAY, scale=1.0)
    made.apply(qapp)
    yield made
    made.use(DAY)
    qapp.setStyleSheet("")


def test_by_day_a_window_has_the_desktops_frame(qtbot: QtBot, theme: Theme) -> None:
    assert not theme.is_night
    dialog = Dialog("A form")
    qtbot.addWidget(dialog)
    assert not dialog.windowFlags() & FRAMELESS


def test_at_night_a_window_has_a_line_of_its_own_for_a_frame(qtbot: QtBot, theme: Theme) -> None:
    theme.use(NIGHT)
    dialog = Dialog("A form")
    qtbot.addWidget(dialog)
    assert dialog.windowFlags() & FRAMELESS
    dialog.open()
    image = frame(dialog)
    assert too_blue_or_green(image) == 0
    assert colours(image) >= 2
    middle = image.height() // 2
    edges = [image.pixelColor(0, middle), image.pixelColor(image.width() - 1, middle)]
    assert edges == [QColor(NIGHT.hatch)] * 2
    dialog.close()


def test_a_window_that_is_opened_anew_by_day_has_the_desktops_frame_again(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.use(NIGHT)
    dialog = Dialog("A form")
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.hide()
    theme.use(DAY)
    dialog.open()
    assert not dialog.windowFlags() & FRAMELESS
    dialog.close()


def test_pointer_is_red_at_night_and_the_desktops_own_by_day(theme: Theme) -> None:
    assert QApplication.overrideCursor() is None
    for _ in range(2):
        theme.use(NIGHT)
        pointer = QApplication.overrideCursor()
        assert pointer is not None
        image = pointer.pixmap().toImage()
        seen = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        assert max(colour.alpha() for colour in seen) == 255
        lights = [max(it.green(), it.blue()) * it.alphaF() for it in seen]
        assert max(lights) <= 24
        theme.use(DAY)
        assert QApplication.overrideCursor() is None
