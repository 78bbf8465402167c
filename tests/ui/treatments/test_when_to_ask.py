"""When to talk to a doctor: every red flag that is about no value, by how soon."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crampdiary.domain.catalogues.flags import red_flags
from crampdiary.ui.shared.popover import Popover
from tests.ui.treatments.support import memory_session, press, shown_page


def test_the_list_says_all_flags_the_most_urgent_first_and_goes_by_esc(qtbot: QtBot) -> None:
    page = shown_page(qtbot, memory_session())
    press(page.ask_button)
    panel = page.findChild(Popover)
    assert isinstance(panel, Popover)
    labels = panel.findChildren(QLabel)
    spoken = [label.accessibleName() for label in labels if label.accessibleName()]
    assert spoken == [flag.text for flag in red_flags().sentences]
    words = [label.text() for label in labels]
    titles = ["Call emergency services now", "Talk to a doctor today", "Talk to a doctor soon"]
    places = [words.index(title) for title in titles]
    assert places == sorted(places)
    assert "A cramp that lasts over 10 minutes and does not ease with stretching." in words
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert page.ask_button.hasFocus()
