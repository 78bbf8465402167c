"""What the night screen does to the diary: the press is stored first, then drawn."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from crampdiary.domain.choices import Side, Site
from crampdiary.domain.nights import LocalInstant, night_of
from crampdiary.domain.records import Cramp, Night
from crampdiary.services import cramps, history
from crampdiary.ui.night import words
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.night.view import NightShown
from crampdiary.ui.shared.session import DiarySession

# A second press within this time is a trembling hand, not another cramp.
PAUSE_S = 1.0
# A cramp that comes back so soon after its end is the same one.
GOES_ON_S = 10 * 60


class NightLog(QObject):
    """Stores what is pressed on a night screen, at once, and shows what is stored.

    `running_changed` tells whether a cramp is running on the screen, up to the time after which
    its stop counts as forgotten.
    """

    running_changed = Signal(bool)

    def __init__(
        self, *, session: DiarySession, screen: NightScreen, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._screen, self._view = session, screen, screen.view
        self._cramp: Cramp | None = None
        self._pressed: LocalInstant | None = None
        self._was_running = self._offers_to_go_on = False
        view = self._view
        view.act_requested.connect(self._on_act_requested)
        view.now_requested.connect(self.cramp_now)
        view.side_requested.connect(self._on_side_requested)
        view.site_requested.connect(self._on_site_requested)
        view.pain_requested.connect(self._on_pain_requested)
        view.offer_requested.connect(self._on_offer_requested)
        view.undo_requested.connect(self._on_undo_requested)
        screen.ticked.connect(self._show_time)
        session.opened.connect(self.resume)
        session.changed.connect(self._on_session_changed)
        session.failed.connect(view.say)

    @property
    def is_running(self) -> bool:
        """Tell whether the cramp shown is still going."""
        return self._cramp is not None and self._cramp.is_open

    def cramp_now(self, *, pressed_at: LocalInstant | None = None) -> None:
        """Store the start of a cramp before anything is drawn; one that is running is shown again.

        One whose stop was forgotten does not stand in the way, nor does one that was going when the
        cramp shown began, which has stopped since.
        """
        diary, now = self._session.diary, self._session.clock.now()
        running = None if diary is None else cramps.running_cramp(diary, now)
        shown = self._cramp
        is_one_since = shown is not None and not shown.is_open and _begins_later(shown, running)
        if diary is None or (running is not None and not is_one_since):
            self.resume()
            return
        self._pressed = now
        self._view.say("")
        stored = self._session.do(
            lambda diary, clock: cramps.cramp_now(diary, clock, pressed_at=pressed_at)
        )
        self._follow(None if stored is None else stored[0].id)

    def resume(self) -> None:
        """Show the cramp that is still running, or the night as it is."""
        diary = self._session.diary
        running = None if diary is None else cramps.running_cramp(diary, self._session.clock.now())
        self._cramp = running
        self._show()

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
        """Add a place to those stored (another process may have told one), or take it away."""
        stored = self._stored()
        if stored is not None:
            self._refine(sites=stored.sites ^ {site})

    def _on_pain_requested(self, pain: int) -> None:
        self._refine(pain=pain)

    def _on_offer_requested(self) -> None:
        """Do what is offered: the same place as last time, or the cramp goes on."""
        cramp, forgotten = self._cramp, self._forgotten()
        if cramp is None and forgotten is not None:
            self._follow(forgotten.id)
        elif cramp is not None and self._may_go_on(cramp):
            self._pressed = self._session.clock.now()
            self._session.do(lambda diary, clock: cramps.resume_cramp(diary, clock, cramp.id))
        elif cramp is not None and (last := self._last_place(cramp)) is not None:
            self._refine(side=last.side, sites=last.sites)

    def _stored(self) -> Cramp | None:
        diary, shown = self._session.diary, self._cramp
        return None if diary is None or shown is None else diary.find(Cramp, shown.id)

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
        # A cramp's start may come with the answer of its night, which it outweighs.
        is_of_night = all(
            isinstance(record, Cramp | Night) and record.night == night for record in records
        )
        if is_of_night and any(isinstance(record, Cramp) for record in records):
            self._pressed = None
            self._session.do(history.undo)

    def _on_session_changed(self, kinds: frozenset[str]) -> None:
        if Cramp.kind in kinds:
            self._follow(self._cramp.id if self._cramp is not None else None)

    def _follow(self, cramp_id: UUID | None) -> None:
        """Read the cramp anew; where it is gone, the night's last one takes its place.

        So does one that another process started since, unless the cramp shown is going too.
        """
        diary = self._session.diary
        was_there = self._cramp is not None
        self._cramp = diary.find(Cramp, cramp_id) if diary is not None and cramp_id else None
        if self._cramp is None and (cramp_id or was_there) and (earlier := self._timed_cramps()):
            self._cramp = earlier[-1]
        if diary is not None and not self.is_running:
            running = cramps.running_cramp(diary, self._session.clock.now())
            if running is not None and _begins_later(running, self._cramp):
                self._cramp = running
        self._show()

    def _night(self) -> date:
        if self._cramp is not None:
            return self._cramp.night
        return self._tonight(self._session.clock.now())

    def _tonight(self, now: LocalInstant) -> date:
        return night_of(now, self._session.preferences.boundary_hour)

    def _timed_cramps(self) -> list[Cramp]:
        diary, night = self._session.diary, self._night()
        found = diary.records(Cramp, first=night, last=night) if diary is not None else []
        return [cramp for cramp in found if cramp.start_utc is not None]

    def _forgotten(self) -> Cramp | None:
        """Return this night's cramp that was never ended, where no other is shown."""
        now = self._session.clock.now()
        found = [cramp for cramp in self._timed_cramps() if cramps.is_forgotten(cramp, now)]
        return found[-1] if found else None

    def _may_go_on(self, cramp: Cramp) -> bool:
        """Tell whether a cramp ended so lately that it may have come back."""
        if cramp.is_open or cramp.start_utc is None or cramp.duration_s is None:
            return False
        since_start_s = (self._session.clock.now().utc - cramp.start_utc).total_seconds()
        return 0 <= since_start_s - cramp.duration_s <= GOES_ON_S

    def _last_place(self, cramp: Cramp) -> Cramp | None:
        """Return the cramp whose place this one may have too, while its own is not told."""
        diary = self._session.diary
        if diary is None or cramp.side is not None or cramp.sites:
            return None
        return cramps.cramp_with_place_before(diary, cramp)

    def _offer(self) -> str:
        cramp = self._cramp
        if cramp is None:
            return words.going_words() if self._forgotten() is not None else ""
        if self._may_go_on(cramp):
            return words.going_words()
        last = self._last_place(cramp)
        return "" if last is None else words.same_words(last)

    def _show(self) -> None:
        cramp = self._cramp
        self._offers_to_go_on = cramp is not None and self._may_go_on(cramp)
        earlier = [item for item in self._timed_cramps() if item != cramp]
        self._view.show_night(
            NightShown(
                night=words.night_words(self._night()),
                earlier=words.earlier_words(earlier),
                caption=self._caption(),
                action=words.action_words(cramp),
                offer=self._offer(),
                leave=words.leave_words(cramp),
                refines=cramp is not None,
                side=None if cramp is None else cramp.side,
                sites=frozenset() if cramp is None else cramp.sites,
                pain=None if cramp is None else cramp.pain,
            )
        )
        self._show_time()

    def _caption(self) -> str:
        # Asked four times a second while a cramp is shown: then nothing is read.
        forgotten = self._forgotten() if self._cramp is None else None
        return words.caption_words(self._cramp, self._session.clock.now(), forgotten)

    def _show_time(self) -> None:
        cramp, now = self._cramp, self._session.clock.now()
        if cramp is not None and not cramp.is_open and cramp.night != self._tonight(now):
            self.resume()
            return
        self._view.show_time(words.time_words(cramp, now))
        runs = cramp is not None and cramp.is_open and not cramps.is_forgotten(cramp, now)
        if runs != self._was_running:
            self._was_running = runs
            self.running_changed.emit(runs)
        if self.is_running:
            self._view.caption.setText(self._caption())
        elif self._cramp is not None and self._offers_to_go_on != self._may_go_on(self._cramp):
            self._show()


def _begins_later(cramp: Cramp, other: Cramp | None) -> bool:
    if other is None or other.start_utc is None or cramp.start_utc is None:
        return True
    return cramp.start_utc > other.start_utc
