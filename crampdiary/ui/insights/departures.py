"""Where charts leave the page: its buttons, the menu of each chart, and what holds each of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QWidget

from crampdiary.charts.timeline import TIMELINE
from crampdiary.services.insights import Nights
from crampdiary.ui.insights.all_saver import AllSaver
from crampdiary.ui.insights.chart_frame import ChartFrame
from crampdiary.ui.insights.chart_view import ChartView
from crampdiary.ui.insights.grip import Grip, drag
from crampdiary.ui.insights.leaver import Leaver
from crampdiary.ui.insights.leaving_menu import SAVE, LeavingMenu
from crampdiary.ui.insights.overview import Overview
from crampdiary.ui.insights.subject import Subject
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

_MENU_WIDTH = 320


class Departures(QObject):
    """`save_button` saves the chart that is large, or the timeline; `all_saver` is a line."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        overview: Overview,
        chart: ChartView,
        nights: Callable[[], Nights | None],
        owner: QWidget,
    ) -> None:
        """`nights` are those that the page shows, None while it shows none."""
        super().__init__(owner)
        self._theme, self._overview, self._chart, self._nights = theme, overview, chart, nights
        self.leaver = Leaver(session=session, theme=theme, runner=runner, owner=owner)
        self.all_saver = AllSaver(session=session, theme=theme, runner=runner)
        self.save_button = SecondaryButton(SAVE)
        frames = chart.frame, *overview.small.values()
        self.grips = [
            self._grip(overview.timeline, self._timeline, drags=False),
            self._grip(overview.take_button, self._timeline),
            *(self._grip(frame, partial(_of, frame)) for frame in frames),
            self._grip(chart.take_button, partial(_of, chart.frame)),
        ]
        self.save_button.clicked.connect(self._on_save_clicked)
        for button in (overview.take_button, chart.take_button):
            button.clicked.connect(lambda _=False, button=button: self._ask(self.shown, button))
        overview.all_button.clicked.connect(self._on_all_clicked)

    @property
    def shown(self) -> Subject | None:
        """Return the chart that is large, else the timeline."""
        return self._timeline() if self._chart.isHidden() else self._chart.frame.subject

    def _timeline(self) -> Subject | None:
        nights = self._nights()
        return None if nights is None else Subject(name=TIMELINE.name, nights=nights)

    def _grip(
        self, widget: QWidget, subject: Callable[[], Subject | None], *, drags: bool = True
    ) -> Grip:
        grip = Grip(widget, leaver=self.leaver, subject=subject, drags=drags, start=self._drag)
        grip.menu_requested.connect(lambda wanted: self._ask(wanted, widget))
        return grip

    def _drag(self, widget: QWidget, data: QMimeData) -> None:
        drag(widget, data, is_night=self._theme.is_night)

    def _ask(self, subject: Subject | None, below: QWidget) -> None:
        """Open the menu of a chart."""
        if subject is None:
            return
        menu = LeavingMenu(subject, width=self._theme.px(_MENU_WIDTH), parent=below)
        menu.save_chosen.connect(lambda: self.leaver.ask(subject))
        menu.copy_chosen.connect(lambda kind: self.leaver.copy(subject, kind))
        menu.open_below(below)

    def _on_save_clicked(self) -> None:
        if self.shown is not None:
            self.leaver.ask(self.shown)

    def _on_all_clicked(self) -> None:
        nights = self._nights()
        if nights is not None:
            self.all_saver.ask(nights, self._overview.all_button)


def _of(frame: ChartFrame) -> Subject | None:
    return frame.subject
