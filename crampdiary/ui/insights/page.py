"""The Insights page: which nights are in view, what is shown of them, and where it goes from here.

Everything is read and drawn in the background, and only while it is seen and has changed.
"""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Treatment
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.comparisons import TreatmentComparison
from crampdiary.services.insights import Nights
from crampdiary.services.words import sentence
from crampdiary.ui.insights.chart_frame import FAILED
from crampdiary.ui.insights.chart_view import ChartView
from crampdiary.ui.insights.choice import Choice, Since, recall, remember
from crampdiary.ui.insights.comparer import Comparer
from crampdiary.ui.insights.comparison_card import NO_TREATMENT
from crampdiary.ui.insights.departures import Departures
from crampdiary.ui.insights.overview import Overview
from crampdiary.ui.insights.range_bar import RangeBar
from crampdiary.ui.insights.story import Story
from crampdiary.ui.insights.story_reader import StoryReader
from crampdiary.ui.insights.timeline_drawer import TimelineDrawer
from crampdiary.ui.insights.told import Told
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.pages import GAP, ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

SHOWN_KINDS = frozenset(
    record.kind for record in (Night, Cramp, Treatment, Phase, LabResult, OwnEntry, Preferences)
)
TITLE = "Insights"
RESIZE_MS, LAYOUT_MS = 150, 50


class InsightsPage(ScrollPage):
    """The overview, or one chart large; both of the nights that the range bar says."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TITLE, parent=parent)
        self._session, self._theme = session, theme
        self._settings: QSettings | None = None
        self.choice = Choice()
        self.story: Story | None = None
        self._nights: Nights | None = None
        self._version = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self.range_bar = RangeBar(theme=theme)
        shared: dict[str, Any] = {"session": session, "theme": theme, "runner": runner}
        self.overview, self.chart = Overview(**shared), ChartView(**shared)
        self.timeline, self.comparison = self.overview.timeline, self.overview.comparison
        self._drawer = TimelineDrawer(
            view=self.timeline,
            theme=theme,
            runner=runner,
            on_failed=self._on_drawing_failed,
            parent=self,
        )
        self._reader = StoryReader(session=session, runner=runner, parent=self)
        self._comparer = Comparer(session=session, runner=runner, parent=self)
        self.leaving = Departures(
            **shared,
            overview=self.overview,
            chart=self.chart,
            nights=lambda: self._nights,
            owner=self,
        )
        self.save_button = self.leaving.save_button
        self.empty = EmptyState(
            "Your nights, seen together",
            "Once a night is recorded, this page shows cramps, treatments and lab results on one "
            "time line, and how many cramps a week there were.",
            step="Open the demo diary",
        )
        self._build()
        self._connect()

    # --- what is shown ---

    def refresh(self) -> None:
        """Read the diary anew as soon as the page is seen."""
        diary = self._session.diary
        there = diary is not None and diary.recorded_range() is not None
        self._reader.is_due = True
        self._version += 1
        if not there:
            self._forget()
        self._show_parts(there=there)
        if there and self.isVisible():
            self._read()

    def remember_in(self, settings: QSettings) -> None:
        """Come back as the page was left."""
        self._settings = settings
        self.choice = recall(settings)
        self.range_bar.show_wish(self.choice.wish)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read and draw what was put off."""
        super().showEvent(event)
        if self._reader.is_due:
            self._read()
        self._timer.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._timer.start(RESIZE_MS)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is read or drawn for this page."""
        return (
            self._reader.is_busy
            or self._timer.isActive()
            or self._drawer.is_busy
            or self._comparer.is_busy
        )

    def _build(self) -> None:
        if self.range_bar.is_joined:
            self.add_action(self.range_bar)
        else:
            self.body.addWidget(self.range_bar)
        self.add_action(self.save_button)
        self._empty_card = Card()
        self._empty_card.body.addWidget(self.empty)
        for widget in (self._empty_card, self.overview, self.chart):
            self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.leaving.all_saver)
        self.body.addStretch(1)
        self._show_parts(there=False)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._on_settled_in)
        self.timeline.resized.connect(lambda: self._timer.start(RESIZE_MS))
        self.timeline.settled.connect(self._on_view_settled)
        self.timeline.nearing.connect(self._draw_ahead)
        self.timeline.night_opened.connect(self._session.night_requested)
        self.range_bar.changed.connect(self._on_range_chosen)
        self.comparison.chosen.connect(self._on_treatment_chosen)
        self._drawer.drawn.connect(self.overview.show_rate)
        shown = self.chart.table_shown, self.leaving.all_saver.started
        for signal, seen in zip(shown, (self.chart.table, self.leaving.all_saver), strict=True):
            signal.connect(partial(QTimer.singleShot, LAYOUT_MS, self, partial(self._scroll, seen)))
        self._reader.story_read.connect(self._on_read)
        self._comparer.compared.connect(self._on_compared)
        self.overview.opened.connect(self._open_chart)
        self.chart.left.connect(lambda: self._open_chart(""))
        self.empty.step_requested.connect(self._session.demo_requested)
        self._theme.changed.connect(self._on_theme_changed)
        self._session.opened.connect(self._forget)
        self.follow(self._session, shows=SHOWN_KINDS)

    def _show_parts(self, *, there: bool) -> None:
        is_large = self.choice.chart in CHARTS
        self._empty_card.setVisible(not there)
        self.overview.setVisible(there and not is_large)
        self.chart.setVisible(there and is_large)
        self.range_bar.setVisible(there)
        self.save_button.setVisible(there)
        self.title.setText(f"{TITLE}: {CHARTS[self.choice.chart].label}" if is_large else TITLE)

    # --- reading and drawing ---

    def _on_settled_in(self) -> None:
        """Read what is not read yet; else draw for the size there is."""
        if self._reader.is_due:
            self._read()
        else:
            self._draw()

    def _read(self) -> None:
        if self._session.diary is not None and self.isVisible() and self._empty_card.isHidden():
            self._reader.read()

    def _on_read(self, story: Story | None) -> None:
        self.story = story
        if story is None:
            return
        wish = story.possible(self.choice.wish)
        self.range_bar.offer(story.starts)
        self.range_bar.show_wish(wish)
        self.timeline.show_story(story.limits, Told(story.data))
        self._nights = story.nights_of(wish)
        self._compare()  # first: what is drawn beside it goes by what is compared
        self._draw()

    def _draw(self) -> None:
        """Have drawn what is seen, unless it is drawn as wished already."""
        story, nights = self.story, self._nights
        if story is None or nights is None or not self.isVisible():
            return
        if self.choice.chart in CHARTS:
            self.chart.show_nights(self.choice.chart, nights, self._version)
            return
        self.overview.show_nights(nights, story.limits, self._version)
        self._drawer.draw(story.part(nights), story.data, self._room_px())

    def _draw_ahead(self, nights: Nights) -> None:
        """Have drawn where the view is about to go, while it still moves."""
        if self.story is not None:
            part = self.story.part(nights)
            self._drawer.draw(part, self.story.data, self._room_px(), ahead=True)

    def _room_px(self) -> int:
        """Return how high the timeline may be for the sentence below it to be in sight."""
        scrolled = self.scroll_area.verticalScrollBar().value()
        top = self.overview.mapTo(self, QPoint()).y() + scrolled
        return self.scroll_area.viewport().height() - top - self.overview.rest_px

    def _compare(self) -> None:
        story = self.story
        if story is None:
            return
        treatments = story.treatments
        chosen = self.choice.treatment if self.choice.treatment in treatments else None
        chosen = chosen or story.usual_treatment
        self.comparison.offer(treatments, chosen)
        if chosen is None:
            self._comparer.forget()
            self.overview.show_no_result(NO_TREATMENT)
        else:
            self._comparer.ask(treatments[chosen], self._version)

    def _on_compared(self, result: TreatmentComparison) -> None:
        if self.story is not None:
            self.overview.show_result(result, self.story.limits, self._version)

    def _forget(self) -> None:
        """Take away all that was drawn and read: of another diary it would be wrong."""
        self.story = self._nights = None
        for asker in (self._reader, self._comparer, self._drawer):
            asker.forget()
        self.range_bar.offer(())
        self.overview.forget()
        self.chart.frame.forget()

    # --- what a person chooses ---

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        if self._settings is not None:
            remember(self._settings, choice)

    def _on_range_chosen(self) -> None:
        wish = self.range_bar.wish
        if wish is None:
            return
        treatment = wish.treatment if isinstance(wish, Since) else self.choice.treatment
        self._choose(replace(self.choice, wish=wish, treatment=treatment))
        if self.story is not None:
            self._nights = self.story.nights_of(wish)
            self._draw()
            self._compare()

    def _on_view_settled(self, nights: Nights) -> None:
        if nights != self._nights:
            self._nights = nights
            self._choose(replace(self.choice, wish=nights))
            self.range_bar.show_wish(None)
        self._draw()

    def _on_treatment_chosen(self, treatment: UUID) -> None:
        self._choose(replace(self.choice, treatment=treatment))
        self._compare()

    def _open_chart(self, name: str) -> None:
        before = self.choice.chart
        self._choose(replace(self.choice, chart=name))
        self._show_parts(there=True)
        self.scroll_area.verticalScrollBar().setValue(0)
        back = self.overview.opener(before)
        focused = self.chart.back_button if name in CHARTS else back
        if focused is not None:
            focused.setFocus(Qt.FocusReason.TabFocusReason)
        self._draw()

    def _scroll(self, widget: QWidget) -> None:
        """Bring what came into sight, once it has its place."""
        self.scroll_area.ensureWidgetVisible(widget, 0, 2 * GAP)

    def _on_theme_changed(self) -> None:
        self._drawer.forget()
        self.chart.frame.forget()
        for frame in self.overview.small.values():
            frame.forget()
        self._draw()

    def _on_drawing_failed(self, error: Exception) -> None:
        self.timeline.show_picture(None, FAILED)
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
