import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crampdiary.app import paths
from crampdiary.app.commands import open_diary
from crampdiary.app.house import open_file
from crampdiary.app.window import UNEXPECTED, WindowApp
from crampdiary.app.wishes import Wish
from crampdiary.domain.errors import DiaryUnavailableError
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp
from crampdiary.services.entries import add
from crampdiary.storage.diary import SqliteDiary
from tests.fakes import StillClock
from tests.ui.pixels import frame, too_blue_or_green


def start_by_day() -> None:
    """Let the app start with its pages at whatever hour these tests run."""
    paths.data_folder().mkdir(parents=True)
    paths.settings_file().write_text("[night]\nstart=never\n", encoding="utf-8")


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication) -> Iterator[WindowApp]:
    """The real window on a new diary in a folder of its own, started as by day."""
    hook = sys.excepthook
    start_by_day()
    app = WindowApp(qapp)
    qtbot.addWidget(app.window)
    with qtbot.waitSignal(app.house.session.opened, timeout=20_000):
        app.start()
    yield app
    app.window.close()
    app.close()
    sys.excepthook = hook
    qapp.setStyleSheet("")


def test_first_start_makes_the_diary_where_the_platform_keeps_data(running: WindowApp) -> None:
    assert running.house.session.path == paths.default_diary()
    assert paths.default_diary().stat().st_mode & 0o777 == 0o600


def test_first_start_asks_nothing_and_shows_today(running: WindowApp) -> None:
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [running.window]
    assert running.window.content.shown_page == "today"


def test_cramp_now_is_on_disk_when_the_night_screen_shows(running: WindowApp) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(running.window, Qt.Key.Key_C, modifiers)
    assert running.window.shows_night
    with open_diary(paths.default_diary(), create=False) as other:
        assert [cramp.is_open for cramp in other.records(Cramp)] == [True]


def test_what_the_command_line_writes_reaches_the_window(qtbot: QtBot, running: WindowApp) -> None:
    with open_diary(paths.default_diary(), create=False) as other:
        cramp = Cramp(night=running.house.session.clock.now().wall_clock.date())
        add(other, running.house.session.clock, cramp)
    with qtbot.waitSignal(running.house.session.changed):
        running.house.session.look_outside()


def _shown(running: WindowApp) -> tuple[bool, bool]:
    """Tell whether the open diary is a demo, and whether the window says so."""
    return running.house.session.preferences.is_demo, running.window.content.banner.isVisible()


def test_demo_is_a_file_of_its_own_and_is_left_again(qtbot: QtBot, running: WindowApp) -> None:
    with qtbot.waitSignal(running.house.session.opened, timeout=20_000):
        running.house.session.demo_requested.emit()
    assert running.house.session.path == paths.demo_diary()
    assert _shown(running) == (True, True)
    with qtbot.waitSignal(running.house.session.opened):
        running.window.content.banner.leave_button.click()
    assert running.house.session.path == paths.default_diary()
    assert _shown(running) == (False, False)
    assert running.house.session.diary is not None
    assert running.house.session.diary.records(Cramp) == []


def test_wish_for_the_demo_within_the_demo_changes_nothing(
    qtbot: QtBot, running: WindowApp
) -> None:
    with qtbot.waitSignal(running.house.session.opened, timeout=20_000):
        running.house.session.demo_requested.emit()
    with qtbot.assertNotEmitted(running.house.session.opened):
        running.house.session.demo_requested.emit()
        assert not running.house.runner.is_busy


def test_started_on_a_demo_leaving_it_leads_to_ones_own(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "made-up.crampdiary"
    with open_file(path) as diary:
        add(diary, StillClock(datetime(2026, 11, 22, 7)), Preferences(is_demo=True))
    app = WindowApp(qapp, diary_path=path)
    qtbot.addWidget(app.window)
    app.house.session.open(path)
    app.house.session.own_diary_requested.emit()
    assert app.house.session.path == paths.default_diary()
    app.window.close()
    app.close()
    qapp.setStyleSheet("")


def test_a_crash_is_told_calmly_and_logged_without_what_the_diary_holds(
    running: WindowApp, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise RuntimeError("my secret note")  # noqa: TRY301 - a crash needs a trace
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert running.window.content.toast.words == UNEXPECTED
    logged = paths.log_file().read_text(encoding="utf-8")
    assert "RuntimeError at test_window.py" in logged
    assert "secret" not in logged
    assert "secret" not in capsys.readouterr().err  # a desktop keeps it in its own log


def test_a_press_while_another_program_holds_the_diary_is_told_as_not_stored(
    running: WindowApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = running.house.session
    assert isinstance(session.diary, SqliteDiary)
    with session.diary._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    with closing(driver.connect(str(paths.default_diary()), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        try:
            running.window.cramp_now()
        except DiaryUnavailableError as error:  # as PySide hands on what a slot raises
            sys.excepthook(type(error), error, error.__traceback__)
        assert "Another program is using the diary" in running.window.content.toast.words
    running.window.cramp_now()
    assert len(session.diary.open_cramps()) == 1


def test_a_file_that_is_no_diary_is_refused_in_words_and_left_alone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear doctor", encoding="utf-8")
    start_by_day()
    app = WindowApp(qapp, diary_path=path)
    qtbot.addWidget(app.window)
    with qtbot.waitSignal(app.house.session.failed, timeout=20_000):
        app.start()
    assert "is not a Cramp Diary file" in app.window.content.toast.words
    assert path.read_text(encoding="utf-8") == "Dear doctor"
    app.window.close()
    app.close()
    qapp.setStyleSheet("")


def _started_at_night(qtbot: QtBot, qapp: QApplication, path: Path | None = None) -> WindowApp:
    app = WindowApp(qapp, diary_path=path, wish=Wish.NIGHT)
    qtbot.addWidget(app.window)
    return app


def test_wish_for_the_night_screen_starts_with_it_in_its_colours(
    qtbot: QtBot, qapp: QApplication
) -> None:
    app = _started_at_night(qtbot, qapp)
    assert app.window.shows_night
    with qtbot.waitSignal(app.house.session.opened, timeout=20_000):
        app.start()
        assert too_blue_or_green(frame(app.window)) == 0
    assert app.window.shows_night
    assert app.window.isFullScreen()
    assert app.house.session.diary is not None
    assert app.house.session.diary.records(Cramp) == []
    QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Space)
    assert len(app.house.session.diary.records(Cramp)) == 1
    QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Escape)
    assert app.window.content.isVisible()
    app.window.close()
    app.close()
    qapp.setStyleSheet("")


def test_press_on_a_night_screen_that_waits_for_its_diary_is_kept(
    qtbot: QtBot, qapp: QApplication
) -> None:
    app = _started_at_night(qtbot, qapp)
    app.window.show()
    QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Space)
    with qtbot.waitSignal(app.house.session.opened, timeout=20_000):
        app.house.open()
    assert app.house.session.diary is not None
    assert [cramp.is_open for cramp in app.house.session.diary.records(Cramp)] == [True]
    app.window.close()
    app.close()
    qapp.setStyleSheet("")


def test_night_screen_says_why_there_is_no_diary(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear doctor", encoding="utf-8")
    app = _started_at_night(qtbot, qapp, path)
    with qtbot.waitSignal(app.house.session.failed, timeout=20_000):
        app.start()
    shown = [label.text() for label in app.window.findChildren(QLabel) if label.isVisible()]
    assert any("is not a Cramp Diary file" in words for words in shown)
    app.window.close()
    app.close()
    qapp.setStyleSheet("")
