"""Has the timeline drawn in the background, then what lies beside it, for when the view moves."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crampdiary.charts.timeline import TimelineData
from crampdiary.ui.insights.canvas import Belt, Drawing, Picture, draw, draw_belt, screen_style
from crampdiary.ui.insights.timeline_view import TimelineView
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme


class TimelineDrawer(QObject):
    """Draws only what is not drawn yet; the newest wish wins. `drawn(picture)` brings each."""

    drawn = Signal(object)

    def __init__(
        self,
        *,
        view: TimelineView,
        theme: Theme,
        runner: Runner,
        on_failed: Callable[[Exception], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._theme, self._runner = view, theme, runner
        self._on_error = on_failed
        self._around: TimelineData | None = None
        self._asked: Drawing | None = None
        self._work = 0

    @property
    def is_busy(self) -> bool:
        """Tell whether a picture, or what lies beside it, is on its way."""
        return bool(self._work)

    def draw(
        self, data: TimelineData, around: TimelineData, room_px: int, *, ahead: bool = False
    ) -> None:
        """Have `data` drawn, as high as the room, then what there is of `around` beside it.

        `ahead` of need both come together, and only once what was asked before is there.
        """
        if ahead and self.is_busy:
            return
        wished = Drawing(
            data=data,
            style=screen_style(self._theme),
            width_px=max(self._view.width(), self._view.minimumWidth()),
            room_px=room_px,
            ratio=self._view.devicePixelRatioF(),
        )
        if wished == self._asked:
            return
        self._runner.forget(self._work)
        self._asked, self._around = wished, None if ahead else around

        def work() -> Picture:
            picture = draw(wished)
            return replace(picture, belt=draw_belt(picture, around)) if ahead else picture

        self._work = self._runner.run(work, self._on_drawn, self._on_failed)

    def forget(self) -> None:
        """Take away what was drawn: from another diary it would be wrong, at night too bright."""
        self._runner.forget(self._work)
        self._work, self._asked = 0, None
        self._view.show_picture(None)

    def _on_drawn(self, picture: Picture) -> None:
        self._view.show_picture(picture)
        self.drawn.emit(picture)
        around = self._around
        if around is None or picture.geometry is None:
            self._work = 0
            return
        self._work = self._runner.run(
            lambda: draw_belt(picture, around), self._on_belt_drawn, self._on_failed
        )

    def _on_belt_drawn(self, belt: Belt | None) -> None:
        self._work = 0
        if belt is not None:
            self._view.show_belt(belt)

    def _on_failed(self, error: Exception) -> None:
        self._work, self._asked = 0, None
        self._on_error(error)
