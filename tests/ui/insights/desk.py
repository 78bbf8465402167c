"""The Insights page on a desk of its own, and when it has done all that was asked of it."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLabel

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Night
from crampdiary.ui.insights.page import InsightsPage
from tests.ui.page_desk import Desk

LAST_NIGHT = date(2026, 11, 21)
InsightsDesk = Desk[InsightsPage]


def drawn(desk: InsightsDesk) -> bool:
    """Tell whether all is read and drawn, the timeline too."""
    page = desk.page
    frames = [*page.overview.small.values(), page.chart.frame]
    waits = desk.runner.is_busy or page.is_busy or page.timeline.is_moving
    return not waits and not any(frame.is_busy for frame in frames if frame.isVisible())


def settle(desk: InsightsDesk) -> None:
    """Wait until all is read and drawn."""
    desk.wait(lambda: drawn(desk))


def words(desk: InsightsDesk) -> str:
    """Return all that stands on the page."""
    return "\n".join(label.text() for label in desk.page.findChildren(QLabel) if label.isVisible())


def quiet_nights(count: int) -> list[Night]:
    """Return nights without cramps up to last night."""
    return [
        Night(night=LAST_NIGHT - timedelta(days=ago), answer=NightState.WITHOUT_CRAMPS)
        for ago in range(count)
    ]
