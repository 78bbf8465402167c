"""Tray, reminder and closing, in a running app; the tray itself is only claimed to be there."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.app import paths
from crampdiary.app.presence import GREETING, LATE_GREETING, QUESTION, Presence
from crampdiary.app.tray import Tray, tray_icon
from crampdiary.app.window import WindowApp
from crampdiary.domain.records import Cramp
from crampdiary.services.preferences import set_preferences
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.diary.bin_dialog import BinDialog
from crampdiary.ui.page_table import PAGES
from crampdiary.ui.shared.theme import Theme
from tests.fakes import StillClock
from tests.ui.pixels import MOST_GREEN_OR_BLUE, colours, frame, too_blue_or_green


@pytest.fixture
def quits(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """How often the app was asked to end."""
    found: list[None] = []
    monkeypatch.setattr(qapp, "quit", lambda: found.append(None))
    return found


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication, quits: list[None]) -> Iterator[WindowApp]:
    """The real window by day, in a folder of its own, with all that comes after the first frame."""
    hook = sys.excepthook
    paths.data_folder().mkdir(parents=True)
    paths.settings_file().write_text("[night]\nstart=never\n", encoding="utf-8")
    app = WindowApp(qapp)
    qtbot.addWidget(app.window)
    app.start()
    qtbot.waitUntil(lambda: app.presence is not None, timeout=20_000)
    app.house.session._clock = StillClock(datetime(2026, 11, 22, 7))
    yield app
    app.window.close()
    app.close()
    sys.excepthook = hook
    qapp.setStyleSheet("")


@pytest.fixture
def tray_is_there(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def claim(*, there: bool) -> None:
        monkeypatch.setattr(Tray, "is_there", property(lambda _: there))

    return claim


def _presence(running: WindowApp) -> Presence:
    assert running.presence is not None
    return running.presence


def _press(running: WindowApp, words: str) -> None:
    """Choose an entry of the tray's menu."""
    (action,) = (it for it in _presence(running).tray.menu.actions() if it.text() == words)
    action.trigger()


def _remind_at(running: WindowApp, minute: int | None) -> None:
    running.house.session.do(lambda d, c: set_preferences(d, c, reminder_min=minute))


def _cramps(running: WindowApp) -> list[Cramp]:
    diary = running.house.session.diary
    assert diary is not None
    return diary.records(Cramp)


def test_menu_says_what_the_tray_can_do(running: WindowApp) -> None:
    words = [action.text() for action in _presence(running).tray.menu.actions()]
    assert words == ["Log a cramp", "Open Cramp Diary", "", "Quit"]


def test_a_cramp_from_the_tray_is_stored_and_its_screen_comes_forward(running: WindowApp) -> None:
    running.window.close()
    _press(running, "Log a cramp")
    assert [cramp.is_open for cramp in _cramps(running)] == [True]
    assert running.window.isVisible()
    assert running.window.shows_night
    assert running.window.isFullScreen()


def test_a_cramp_from_the_tray_never_goes_into_the_demo(qtbot: QtBot, running: WindowApp) -> None:
    session = running.house.session
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.demo_requested.emit()
    _press(running, "Log a cramp")
    assert session.path == paths.default_diary()
    assert [cramp.is_open for cramp in _cramps(running)] == [True]


@pytest.mark.parametrize("way", ["tray", "wish"])
def test_where_the_demo_cannot_be_left_no_cramp_goes_into_it(
    qtbot: QtBot, running: WindowApp, way: str
) -> None:
    session = running.house.session
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.demo_requested.emit()
    before = len(_cramps(running))
    paths.default_diary().write_bytes(b"not a diary any more")
    if way == "tray":
        _press(running, "Log a cramp")
    else:
        _presence(running).server.wished.emit("night")
    assert not running.window.shows_night
    assert running.window.content.toast.isVisible()
    assert len(_cramps(running)) == before


def test_a_demo_that_is_ready_after_a_cramp_began_does_not_cover_it(
    qtbot: QtBot, running: WindowApp
) -> None:
    session = running.house.session
    session.demo_requested.emit()
    running.window.cramp_now()
    with qtbot.waitSignal(session.noted, timeout=20_000):
        pass
    assert session.path == paths.default_diary()
    assert running.window.shows_night
    assert [cramp.is_open for cramp in _cramps(running)] == [True]


def test_a_form_about_the_demo_is_not_left_open_over_the_own_diary(
    qtbot: QtBot, running: WindowApp
) -> None:
    session = running.house.session
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.demo_requested.emit()
    form = BinDialog(session=session, parent=running.window)
    form.open()
    with qtbot.waitSignal(form.destroyed):
        _press(running, "Log a cramp")
    assert session.path == paths.default_diary()
    assert running.window.shows_night


def test_open_and_a_left_click_bring_the_window_forward(running: WindowApp) -> None:
    running.window.close()
    _press(running, "Open Cramp Diary")
    assert running.window.isVisible()
    running.window.showMinimized()
    _presence(running).tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert not running.window.isMinimized()
    assert not running.window.shows_night


def test_quit_ends_the_app_even_where_it_would_stay(
    running: WindowApp, quits: list[None], tray_is_there: Callable[..., None]
) -> None:
    tray_is_there(there=True)
    _remind_at(running, 480)
    _press(running, "Quit")
    assert len(quits) == 1


@pytest.mark.parametrize(
    ("reminder_min", "tray", "stays"),
    [(None, True, False), (480, False, False), (480, True, True)],
    ids=["no reminder", "no tray", "reminder and tray"],
)
def test_closing_the_window_ends_the_app_unless_a_reminder_has_a_tray_to_wait_in(
    running: WindowApp,
    qapp: QApplication,
    quits: list[None],
    tray_is_there: Callable[..., None],
    reminder_min: int | None,
    tray: bool,
    stays: bool,
) -> None:
    tray_is_there(there=tray)
    _remind_at(running, reminder_min)
    running.window.close()
    qapp.lastWindowClosed.emit()  # Qt tells it itself only while the app's own loop runs
    assert not qapp.quitOnLastWindowClosed()
    assert bool(quits) is not stays


def test_wish_for_the_night_screen_leaves_the_demo_and_stores_nothing(
    qtbot: QtBot, running: WindowApp
) -> None:
    session = running.house.session
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.demo_requested.emit()
    _presence(running).server.wished.emit("night")
    assert session.path == paths.default_diary()
    assert running.window.shows_night
    assert _cramps(running) == []


def test_wish_to_open_leaves_what_is_shown(qtbot: QtBot, running: WindowApp) -> None:
    session = running.house.session
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.demo_requested.emit()
    running.window.content.open_page(1)
    _presence(running).server.wished.emit("open")
    assert session.path == paths.demo_diary()
    assert running.window.content.shown_page == "diary"


@pytest.mark.parametrize(("minute", "title"), [(480, GREETING), (17 * 60, LATE_GREETING)])
def test_reminder_speaks_through_the_tray(
    running: WindowApp,
    tray_is_there: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    minute: int,
    title: str,
) -> None:
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(Tray, "say", lambda _, title, words: said.append((title, words)))
    tray_is_there(there=True)
    _remind_at(running, minute)
    running.house.session._clock = StillClock(datetime(2026, 11, 22, minute // 60))
    for _ in range(3):
        _presence(running).reminder.look()
    assert said == [(title, QUESTION)]


def test_without_a_tray_the_window_asks_for_attention(
    running: WindowApp,
    qapp: QApplication,
    tray_is_there: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[QWidget] = []
    monkeypatch.setattr(qapp, "alert", asked.append)
    tray_is_there(there=False)
    _remind_at(running, 480)
    running.house.session._clock = StillClock(datetime(2026, 11, 22, 8))
    _presence(running).reminder.look()
    assert asked == [running.window]


@pytest.mark.parametrize("way", ["message", "menu", "start"])
def test_whatever_opens_the_window_after_the_reminder_shows_today_once(
    running: WindowApp, tray_is_there: Callable[..., None], way: str
) -> None:
    tray_is_there(there=True)
    _remind_at(running, 480)
    running.house.session._clock = StillClock(datetime(2026, 11, 22, 8))
    running.window.content.open_page(3)
    running.window.show_night()
    running.window.close()
    presence = _presence(running)
    presence.reminder.look()
    ways: dict[str, Callable[[], object]] = {
        "message": presence.tray.message_clicked.emit,
        "menu": lambda: _press(running, "Open Cramp Diary"),
        "start": lambda: presence.server.wished.emit("open"),
    }
    ways[way]()
    assert running.window.isVisible()
    assert not running.window.shows_night
    assert running.window.content.shown_page == "today"
    running.window.content.open_page(3)
    ways[way]()
    assert running.window.content.shown_page == PAGES[3].key


def test_closed_before_all_is_there_nothing_comes_afterwards(
    qtbot: QtBot, qapp: QApplication
) -> None:
    app = WindowApp(qapp)
    qtbot.addWidget(app.window)
    hook = sys.excepthook
    with qtbot.waitSignal(app.house.session.opened, timeout=20_000):
        app.start()
    app.window.close()
    app.close()
    sys.excepthook = hook
    qapp.processEvents()
    assert app.presence is None
    qapp.setStyleSheet("")


def test_icon_and_menu_of_the_tray_are_red_alone_at_night(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(palette=NIGHT, scale=1.0)
    theme.apply(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(theme=theme, parent=window)
    tray.menu.popup(window.pos())
    tray.menu.setActiveAction(tray.menu.actions()[0])
    shown = frame(tray.menu)
    assert too_blue_or_green(shown) == 0
    assert colours(shown) >= 8
    pictures = [tray.icon.icon().pixmap(size).toImage() for size in (16, 22, 64)]
    assert max(_bluest(picture) for picture in pictures) <= MOST_GREEN_OR_BLUE
    theme.use(DAY)
    assert _bluest(tray.icon.icon().pixmap(64).toImage()) > 90
    tray.menu.close()
    tray.close()
    qapp.setStyleSheet("")


def _bluest(picture: QImage) -> int:
    """Return the most green or blue that any pixel has, seen on black."""
    seen = [
        picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())
    ]
    return max(max(pixel.green(), pixel.blue()) * pixel.alpha() // 255 for pixel in seen)


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
def test_moon_of_the_tray_shows_on_light_and_on_dark_panels(palette: object, qapp: object) -> None:
    """It brings its own ground, from which the moon stands out."""
    theme = Theme(palette=palette, scale=1.0)  # type: ignore[arg-type] # one of the two above
    picture = tray_icon(theme).pixmap(64).toImage()
    assert picture.pixelColor(32, 6) == QColor(theme.palette.paper)
    assert picture.pixelColor(20, 44) == QColor(theme.palette.strong)
