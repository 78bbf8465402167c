"""Which nights are in view after a pan, a zoom or a choice. Knows no Qt and no diary.

A view is a first night and a number of nights, both as floats while it moves: the eye follows
pixels, not nights. At rest it is whole nights.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from crampdiary.services.insights import Nights

# Fewer nights would make a single cramp look like a trend.
LEAST_NIGHTS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The nights from `first` (a day's ordinal) on, `nights` of them; both may be fractions."""

    first: float
    nights: float

    @property
    def end(self) -> float:
        """Return where the night after the last one begins."""
        return self.first + self.nights


def view_of(nights: Nights) -> View:
    """Return the view of whole nights."""
    return View(first=nights.first.toordinal(), nights=(nights.last - nights.first).days + 1)


def at_rest(view: View, limits: Nights) -> Nights:
    """Return the whole nights nearest to a view, inside the limits."""
    count = max(1, round(view.nights))
    first = date.fromordinal(round(view.first))
    return _inside(Nights(first=first, last=first + timedelta(days=count - 1)), limits)


def pan(view: View, nights: float, limits: Nights) -> View:
    """Go on by some nights, or back; no further than there are nights."""
    whole = view_of(limits)
    first = min(max(view.first + nights, whole.first), max(whole.end - view.nights, whole.first))
    return View(first=first, nights=view.nights)


def zoom(view: View, factor: float, at: float, limits: Nights) -> View:
    """Show `factor` times as many nights; what is at the share `at` (0 to 1) of the view stays."""
    whole = view_of(limits)
    least = min(LEAST_NIGHTS, whole.nights)
    nights = min(max(view.nights * factor, least), whole.nights)
    fixed = view.first + at * view.nights
    return pan(View(first=fixed - at * nights, nights=nights), 0, limits)


def to_start(view: View, limits: Nights) -> View:
    """Go to the oldest nights."""
    return pan(view, -view_of(limits).nights - view.nights, limits)


def to_end(view: View, limits: Nights) -> View:
    """Go to the newest nights."""
    return pan(view, view_of(limits).nights + view.nights, limits)


def bring_in(view: View, night: date, limits: Nights) -> View:
    """Move as little as needed for a night to be in view."""
    number = night.toordinal()
    if number < view.first:
        return pan(view, number - view.first, limits)
    return pan(view, max(0.0, number + 1 - view.end), limits)


def _inside(nights: Nights, limits: Nights) -> Nights:
    """Move nights into the limits, and cut what is still outside."""
    count = min((nights.last - nights.first).days, (limits.last - limits.first).days)
    last = min(max(nights.last, limits.first + timedelta(days=count)), limits.last)
    first = max(last - timedelta(days=count), limits.first)
    return Nights(first=first, last=last)
