"""With text at twice its size no page is wider than a small window."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.page_table import PAGES
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.fakes import StillClock
from tests.ui.page_desk import demo_file


@pytest.fixture
def large_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    clock = StillClock(datetime(2026, 11, 22, 7, 30))
    theme = Theme(scale=2.0)
    theme.apply(qapp)
    session = DiarySession(clock=clock, open_file=lambda _path: demo_file())
    runner = Runner()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(theme=theme, settings=settings, now=clock.now)
    qtbot.addWidget(window)
    window.attach(session=session, runner=runner)
    session.open(Path("memory"))
    window.resize(1000, 680)
    window.show()
    yield window
    window.close()
    runner.close()
    session.close()
    Theme(scale=1.0).apply(qapp)


def test_no_page_scrolls_sideways_at_double_text(large_window: MainWindow, qtbot: QtBot) -> None:
    for number, entry in enumerate(PAGES):
        page = large_window.content.open_page(number)
        qtbot.waitUntil(page.isVisible)
        QApplication.processEvents()
        assert page.scroll_area.horizontalScrollBar().maximum() == 0, entry.title
