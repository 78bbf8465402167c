"""Insights beside the other pages: a night is opened in the Diary, a choice outlives the window."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from crampdiary.services.insights import Stretch
from crampdiary.ui.content import Content
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.insights.page import InsightsPage
from crampdiary.ui.page_table import PAGES
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import open_session, show
from tests.ui.insights.desk import LAST_NIGHT, quiet_nights

INSIGHTS = next(number for number, page in enumerate(PAGES) if page.key == "insights")


def _content(qtbot: QtBot, place: Path) -> tuple[Content, Runner]:
    session, _ = open_session(quiet_nights(200))
    runner = Runner()
    settings = QSettings(str(place), QSettings.Format.IniFormat)
    content = Content(session=session, theme=Theme(scale=1.0), runner=runner, settings=settings)
    qtbot.addWidget(content)
    show(qtbot, content)
    return content, runner


def test_a_night_that_is_asked_for_is_chosen_in_the_diary(qtbot: QtBot, tmp_path: Path) -> None:
    content, runner = _content(qtbot, tmp_path / "window.ini")
    page = content.open_page(INSIGHTS)
    assert isinstance(page, InsightsPage)
    night = LAST_NIGHT - timedelta(days=150)
    page.timeline.night_opened.emit(night)
    assert content.shown_page == "diary"
    (diary,) = content.findChildren(DiaryPage)
    assert diary.nights.chosen_night == night
    assert diary.nights.hasFocus()
    content.hide()
    runner.close()


def test_the_range_is_remembered_where_the_window_remembers(qtbot: QtBot, tmp_path: Path) -> None:
    for expected in (Stretch.NINE_MONTHS, Stretch.YEAR):
        content, runner = _content(qtbot, tmp_path / "window.ini")
        page = content.open_page(INSIGHTS)
        assert isinstance(page, InsightsPage)
        assert page.range_bar.stretch.value is expected
        page.range_bar.stretch.button(Stretch.YEAR).click()
        content.hide()
        runner.close()
