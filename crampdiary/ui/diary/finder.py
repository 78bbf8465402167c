"""Finds which nights are to be shown, and in which order, without holding up the window."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from crampdiary.domain.errors import DiaryError
from crampdiary.domain.nights import NightCount
from crampdiary.services.filtering import NightFilter
from crampdiary.services.ordering import NightOrder, in_order, nights_shown
from crampdiary.services.words import sentence
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession

LONG_MS = 300


class NightsFinder(QObject):
    """Holds what is wished for; `found(counts)` brings the nights, `changed` tells of a new wish.

    What needs more than the number of cramps is looked up in the background; the newest wish wins.
    Where that takes long, `looking` says so.
    """

    found = Signal(object)
    changed = Signal()
    looking = Signal()

    def __init__(
        self, *, session: DiarySession, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._counts: Sequence[NightCount] = ()
        self._wish, self._order = NightFilter(), NightOrder.NEWEST
        self._number = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONG_MS)
        self._patience.timeout.connect(self.looking)

    @property
    def wish(self) -> NightFilter:
        """Return what a night must have to be shown."""
        return self._wish

    @property
    def order(self) -> NightOrder:
        """Return the order in which nights are shown."""
        return self._order

    def look_again(self, counts: Sequence[NightCount]) -> None:
        """Find anew among all nights of the diary, given oldest first."""
        self._counts = counts
        self._look()

    def wish_for(self, wish: NightFilter) -> None:
        """Show only nights that have all of this."""
        if wish != self._wish:
            self._wish = wish
            self.changed.emit()
            self._look()

    def put_in_order(self, order: NightOrder) -> None:
        """Show nights in this order."""
        if order is not self._order:
            self._order = order
            self.changed.emit()
            self._look()

    def _look(self) -> None:
        self._runner.forget(self._number)
        wish, order = self._wish, self._order
        if not self._counts or (wish.is_empty and not order.needs_details):
            self._on_found(in_order(self._counts, order))
            return
        open_diary, clock = self._session.worker_diary(), self._session.clock

        def look() -> list[NightCount]:
            with open_diary() as diary:
                return nights_shown(diary, clock, wish, order)

        self._number = self._runner.run(look, self._on_found, self._on_failed)
        self._patience.start()

    def _on_found(self, counts: list[NightCount]) -> None:
        self._patience.stop()
        self.found.emit(counts)

    def _on_failed(self, error: Exception) -> None:
        self._patience.stop()
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
