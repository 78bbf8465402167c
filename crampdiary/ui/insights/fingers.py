"""What fingers do on the timeline: one pans, two pinch, a short touch points."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QTouchEvent

_TAP_PX = 10.0
_LEAST_APART_PX = 24.0
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How far the middle of the fingers went, how much further apart they are, and where."""

    by_px: float
    factor: float
    at: QPointF


class Fingers:
    """Follows the fingers from the first touch to the last."""

    def __init__(self) -> None:
        self._before: list[QPointF] = []
        self._start: QPointF | None = None
        self._went = False

    def follow(self, event: QTouchEvent) -> Moved | None:
        """Return how they moved since the last event."""
        now = [point.position() for point in event.points()][:_TWO]
        if event.type() is QEvent.Type.TouchBegin and now:
            self._start, self._went = now[0], False
        before, self._before = self._before, now
        if len(before) != len(now) or not now or event.type() is QEvent.Type.TouchBegin:
            self._went = self._went or len(now) > 1
            return None
        if self._start is not None and (now[0] - self._start).manhattanLength() > _TAP_PX:
            self._went = True
        middle, earlier = _middle(now), _middle(before)
        apart, was_apart = _apart(now), _apart(before)
        factor = was_apart / apart if min(apart, was_apart) >= _LEAST_APART_PX else 1.0
        return Moved(by_px=middle.x() - earlier.x(), factor=factor, at=middle)

    def tapped(self, event: QTouchEvent) -> QPointF | None:
        """Return where a finger touched and left without going anywhere."""
        if event.type() is not QEvent.Type.TouchEnd:
            return None
        at, self._before = self._start, []
        return None if self._went else at


def _middle(points: list[QPointF]) -> QPointF:
    return (points[0] + points[-1]) / 2


def _apart(points: list[QPointF]) -> float:
    between = points[-1] - points[0]
    return float((between.x() ** 2 + between.y() ** 2) ** 0.5)
