"""Which night Today shows: the latest or a chosen one, never another under a person's hands.

Knows no Qt.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from crampdiary.domain.nights import LocalInstant, NightCount, NightState
from crampdiary.ui.diary.words import WEEKDAYS

# Whoever answered or typed less than this ago is still at it, and midnight waits for them.
HOLD_S = 60


class WhichNight:
    """Remembers the night that is shown, the one that was chosen, and when somebody last answered.

    An instant is compared in UTC, so neither daylight saving nor a journey counts as time; after a
    night's sleep of the computer, or where its clock was corrected, nobody is held to be at it.
    """

    def __init__(self) -> None:
        """Begin with the latest night, whichever that is."""
        self.shown: date | None = None
        self._chosen: date | None = None
        self._touched: datetime | None = None

    def choose(self, night: date | None) -> None:
        """Show this night from now on, or (None) always the latest."""
        self._chosen = night
        self._touched = None

    def touch(self, now: LocalInstant) -> None:
        """Note that somebody answered or typed just now."""
        self._touched = now.utc

    def due(self, latest: date) -> date:
        """Return the night to be shown; a chosen one that has not begun (a clock set back) goes."""
        if self._chosen is not None and self._chosen > latest:
            self._chosen = None
        return self._chosen or latest

    def is_held(self, now: LocalInstant) -> bool:
        """Tell whether somebody is at the night that is shown."""
        if self._touched is None:
            return False
        return abs((now.utc - self._touched).total_seconds()) < HOLD_S


def next_to_fill(
    counts: Sequence[NightCount], night: date, passed: Collection[date] = ()
) -> date | None:
    """Return the night to fill in after this one: the next not recorded, else the last before it.

    `passed` are those that were left as they are.
    """
    return to_fill(counts, night, later=True, passed=passed) or to_fill(
        counts, night, later=False, passed=passed
    )


def to_fill(
    counts: Sequence[NightCount], night: date, *, later: bool, passed: Collection[date] = ()
) -> date | None:
    """Return the nearest night not recorded after (or before) this one, or None."""
    left = [
        count.night
        for count in counts
        if count.state is NightState.NOT_RECORDED and count.night not in passed
    ]
    if later:
        return min((other for other in left if other > night), default=None)
    return max((other for other in left if other < night), default=None)


def short_day(night: date) -> str:
    """Return "Wed 18"."""
    return f"{WEEKDAYS[night.weekday()][:3]} {night.day}"
