"""The Today page on screen, with the session and the diary behind it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.page import TodayPage
from tests.fakes import StillClock
from tests.ui.diary_sessions import (
    MORNING,
    MemoryFile,
    key,
    open_session,
    show,
    type_text,
    wait_for_keys,
)

LAST_NIGHT = date(2026, 11, 21)
FRIDAY = date(2026, 11, 20)
TOLD = Night(night=date(2026, 11, 10), answer=NightState.WITHOUT_CRAMPS, fluids_ml=1750)
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
RUNNING = Cramp(
    night=LAST_NIGHT,
    start_utc=datetime(2026, 11, 22, 6, 28, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    is_open=True,
)


class Opened:
    """A page on screen, with the session and the diary behind it."""

    def __init__(
        self,
        qtbot: QtBot,
        records: Iterable[Record] = (),
        local: datetime = MORNING,
        theme: Theme | None = None,
    ) -> None:
        self.qtbot = qtbot
        self.session: DiarySession
        self.diary: MemoryFile
        self.session, self.diary = open_session(records, local=local)
        self.runner = Runner()
        self.page = TodayPage(
            session=self.session, theme=theme or Theme(scale=1.0), runner=self.runner
        )
        qtbot.addWidget(self.page)
        self.page.refresh()
        show(qtbot, self.page)

    def night(self, night: date = LAST_NIGHT) -> Night | None:
        return self.diary.find(Night, night_id(night))

    def editor(self) -> CrampEditor:
        editor = self.page.findChild(CrampEditor)
        assert editor is not None
        wait_for_keys(self.qtbot, editor)
        return editor

    def cramps(self) -> list[Cramp]:
        return self.diary.records(Cramp)

    def words(self) -> list[str]:
        """Return what the labels say that are seen."""
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    @property
    def clock(self) -> StillClock:
        clock = self.session.clock
        assert isinstance(clock, StillClock)
        return clock

    def press(self, keys: str) -> None:
        """Type where the focus is, letter by letter, for it may move."""
        for letter in keys:
            type_text(focused(), letter)

    def hit(self, pressed: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key that is no letter where the focus is."""
        key(focused(), pressed, modifier)
        QApplication.processEvents()


def focused() -> QWidget:
    """Return what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
