"""The screen at half past two: the press is stored first, then drawn; each key refines it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import Side, Site
from crampdiary.domain.nights import LocalInstant
from crampdiary.domain.records import Cramp
from crampdiary.services import cramps, history
from crampdiary.services.preferences import tonight
from crampdiary.tokens import NIGHT
from crampdiary.ui.night import words
from crampdiary.ui.night.style import night_stylesheet
from crampdiary.ui.night.view import SIDES, SITES, WORST, WORST_KEY, NightView
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import qt_palette

TICK_MS = 250
# A second press within this time is a trembling hand, not another cramp.
PAUSE_S = 1.0


class NightScreen(QWidget):
    """Logs a cramp by one key and refines it by further ones. `left` is emitted on "back to sleep".

    Keys: Space starts or stops, L R B side, C F T place, 0 to 9 and X (ten) pain, Ctrl+Z takes
    back, Esc leaves. Every key is stored at once.
    """

    left = Signal()

    def __init__(
        self, *, session: DiarySession, scale: float = 1.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._cramp: Cramp | None = None
        self._pressed: LocalInstant | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPalette(qt_palette(NIGHT))
        self.setStyleSheet(night_stylesheet(scale))
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self.view = NightView()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self._keys = self._make_keys()
        self._connect()

    @property
    def is_running(self) -> bool:
        """Tell whether the cramp shown is still going."""
        return self._cramp is not None and self._cramp.is_open

    def cramp_now(self, *, pressed_at: LocalInstant | None = None) -> None:
        """Store the start of a cramp before anything is drawn; one that is going is shown again."""
        diary = self._session.diary
        if diary is None or diary.open_cramps():
            self.resume()
            return
        self._pressed = self._session.clock.now()
        self.view.say("")
        stored = self._session.do(
            lambda diary, clock: cramps.start_cramp(diary, clock, pressed_at=pressed_at)
        )
        self._follow(None if stored is None else stored[0].id)

    def resume(self) -> None:
        """Show the cramp that is still going, or the night as it is."""
        diary = self._session.diary
        going = diary.open_cramps() if diary is not None else []
        self._follow(going[0].id if going else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.isAutoRepeat():
            return
        if controlled and event.key() == Qt.Key.Key_Z:
            self._on_undo_requested()
        elif controlled and event.key() == Qt.Key.Key_C:
            self.cramp_now()
        elif not controlled and (action := self._keys.get(event.key())) is not None:
            action()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the time run while it is seen."""
        super().showEvent(event)
        self._ticks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let it rest."""
        super().hideEvent(event)
        self._ticks.stop()
        self.view.say("")

    def _connect(self) -> None:
        view = self.view
        view.act_requested.connect(self._on_act_requested)
        view.side_requested.connect(self._on_side_requested)
        view.site_requested.connect(self._on_site_requested)
        view.pain_requested.connect(self._on_pain_requested)
        view.undo_requested.connect(self._on_undo_requested)
        view.leave_requested.connect(self.left)
        self._ticks.timeout.connect(self._show_time)
        self._session.changed.connect(self._on_session_changed)
        self._session.failed.connect(view.say)

    def _make_keys(self) -> dict[int, Callable[[], object]]:
        keys: dict[int, Callable[[], object]] = {
            int(Qt.Key.Key_Space): self._on_act_requested,
            int(Qt.Key.Key_Escape): self.left.emit,
            ord(WORST_KEY): partial(self._on_pain_requested, WORST),
        }
        keys |= {ord(key): partial(self._on_side_requested, side) for side, _, key in SIDES}
        keys |= {ord(key): partial(self._on_site_requested, site) for site, _, key in SITES}
        keys |= {ord(str(pain)): partial(self._on_pain_requested, pain) for pain in range(WORST)}
        return keys

    def _on_act_requested(self) -> None:
        """Stop what is going, or start another; a trembling second press does nothing."""
        now = self._session.clock.now()
        if (
            self._pressed is not None
            and 0 <= (now.utc - self._pressed.utc).total_seconds() < PAUSE_S
        ):
            return
        if self._cramp is None or not self._cramp.is_open:
            self.cramp_now()
            return
        self._pressed, going = now, self._cramp.id
        self._session.do(lambda diary, clock: cramps.stop_cramp(diary, clock, going))

    def _on_side_requested(self, side: Side) -> None:
        self._refine(side=side)

    def _on_site_requested(self, site: Site) -> None:
        if self._cramp is not None:
            self._refine(sites=self._cramp.sites ^ {site})

    def _on_pain_requested(self, pain: int) -> None:
        self._refine(pain=pain)

    def _refine(self, **fields: Any) -> None:
        if self._cramp is not None:
            which = self._cramp.id
            self._session.do(
                lambda diary, clock: cramps.refine_cramp(diary, clock, which, **fields)
            )
        self._show()

    def _on_undo_requested(self) -> None:
        """Take back what was done this night, never what was entered by day."""
        diary = self._session.diary
        batch = history.next_undo(diary) if diary is not None else None
        if diary is None or batch is None:
            return
        records = [change.edit.record for change in diary.changes_of(batch.id)]
        night = self._night()
        if any(isinstance(record, Cramp) and record.night == night for record in records):
            self._pressed = None
            self._session.do(history.undo)

    def _on_session_changed(self, kinds: frozenset[str]) -> None:
        if Cramp.kind in kinds:
            self._follow(self._cramp.id if self._cramp is not None else None)

    def _follow(self, cramp_id: UUID | None) -> None:
        """Read the cramp anew; where it is gone, the night's last one takes its place."""
        diary = self._session.diary
        self._cramp = diary.find(Cramp, cramp_id) if diary is not None and cramp_id else None
        if self._cramp is None and (tonights := self._timed_cramps()):
            self._cramp = tonights[-1]
        self._show()

    def _night(self) -> date:
        if self._cramp is not None:
            return self._cramp.night
        diary, now = self._session.diary, self._session.clock.now()
        return tonight(diary, now) if diary is not None else now.wall_clock.date()

    def _timed_cramps(self) -> list[Cramp]:
        diary, night = self._session.diary, self._night()
        found = diary.records(Cramp, first=night, last=night) if diary is not None else []
        return [cramp for cramp in found if cramp.start_utc is not None]

    def _show(self) -> None:
        earlier = [cramp for cramp in self._timed_cramps() if cramp != self._cramp]
        self.view.show_cramp(self._cramp, night=self._night(), earlier=earlier)
        self._show_time()

    def _show_time(self) -> None:
        self.view.show_time(words.time_words(self._cramp, self._session.clock.now()))
