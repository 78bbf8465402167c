"""What Today and Diary paint themselves stays red at night, in every state and with the focus."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import EveningTag, Provenance
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.page import TodayPage
from tests.ui.diary_sessions import key, open_session, show, type_text, wait_for_keys
from tests.ui.pixels import colours, frame, too_blue_or_green

LAST_NIGHT = date(2026, 11, 21)
ANSWERS = (NightState.WITHOUT_CRAMPS, NightState.DONT_REMEMBER, NightState.NOT_TRACKING)


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The application in night colours."""
    theme = Theme(palette=NIGHT, scale=1.0)
    theme.apply(qapp)
    yield theme
    theme.use(DAY)
    qapp.setStyleSheet("")


def every_state() -> list[Record]:
    """Nights in every state, the latest with three cramps."""
    answered = [
        Night(night=date(2026, 11, 10 + day), answer=answer, provenance=Provenance.RECALLED)
        for day, answer in enumerate(ANSWERS)
    ]
    cramps = [
        Cramp(night=date(2026, 11, 18 + number), pain=5, provenance=Provenance.RECALLED)
        for number in range(1, 4)
        for _ in range(number)
    ]
    return [*answered, *cramps]


def assert_red(widget: QWidget) -> None:
    image = frame(widget)
    assert too_blue_or_green(image) == 0
    assert colours(image) >= 8


def test_today_with_each_square_focused_and_after_done(qtbot: QtBot, theme: Theme) -> None:
    session, _ = open_session(every_state())
    page = TodayPage(session=session, theme=theme, runner=Runner())
    qtbot.addWidget(page)
    page.refresh()
    show(qtbot, page)
    assert_red(page)
    for back in range(14):
        page.strip.square(date(2026, 11, 21 - back)).setFocus()
        assert_red(page.strip)
    page.done_button.click()
    assert page.closing.isVisible()
    assert_red(page)


def test_diary_with_map_and_list_focused_and_a_tooltip(qtbot: QtBot, theme: Theme) -> None:
    session, _ = open_session(every_state())
    page = DiaryPage(session=session, theme=theme, runner=Runner())
    qtbot.addWidget(page)
    page.refresh()
    show(qtbot, page)
    for focused in (page.map_card.map, page.nights, page.search_field, page.list_card.order_box):
        focused.setFocus()
        assert_red(page)
    page.list_card.order_box.showPopup()
    assert too_blue_or_green(frame(page.list_card.order_box.view())) == 0
    page.list_card.order_box.hidePopup()
    place = page.map_card.map.square(LAST_NIGHT).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, QPoint(5, 5))
    QApplication.sendEvent(page.map_card.map, event)
    (tip,) = [widget for widget in QApplication.topLevelWidgets() if widget.inherits("QTipLabel")]
    assert too_blue_or_green(frame(tip)) == 0
    tip.close()
    tip.deleteLater()


def test_the_filter_open_and_active_with_no_find(qtbot: QtBot, theme: Theme) -> None:
    session, _ = open_session(every_state())
    runner = Runner()
    page = DiaryPage(session=session, theme=theme, runner=runner)
    qtbot.addWidget(page)
    page.refresh()
    show(qtbot, page)
    page.filter_button.click()
    panel = page.search.panel
    for button in (panel.pain.button(9), panel.tags.button(EveningTag.HEAT)):
        button.setFocus()
        button.click()
        assert_red(panel)
    panel.close()
    qtbot.waitUntil(page.list_card.found.isVisible)
    assert_red(page)
    runner.close()


def test_the_forms_with_an_error(qtbot: QtBot) -> None:
    session, diary = open_session(every_state())
    window = QWidget()
    qtbot.addWidget(window)
    dialog = NightDialog(session=session, night=LAST_NIGHT, parent=window)
    dialog.open()
    assert_red(dialog)
    (cramp, *_) = diary.records(Cramp, first=LAST_NIGHT)
    editor = CrampEditor(session=session, night=LAST_NIGHT, cramp=cramp, parent=window)
    editor.open()
    wait_for_keys(qtbot, editor)
    type_text(editor.duration_field, "never")
    key(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.isVisible()
    assert_red(editor)
    editor.reject()
    dialog.reject()
