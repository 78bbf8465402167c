"""The Insights page: the master timeline, the rate in a sentence, the phases in a table."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from crampdiary.analysis.rate import Rate, rate
from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.charts.timeline import TIMELINE, TimelineData
from crampdiary.domain.errors import DiaryError
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Treatment
from crampdiary.exchange.files import write_bytes
from crampdiary.services.charts.files import chart_bytes, file_kind
from crampdiary.services.insights import (
    Nights,
    PhaseRate,
    Stretch,
    phase_rates,
    stretch_nights,
    timeline_data,
)
from crampdiary.services.words import sentence
from crampdiary.ui.insights.canvas import Drawing, Picture, TimelineCanvas, draw
from crampdiary.ui.insights.phase_table import PhaseTable
from crampdiary.ui.insights.words import UNKNOWN, nights_words, rate_words
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.choices import ChipRow, Choices, Segmented
from crampdiary.ui.shared.choosing_files import FileChooser
from crampdiary.ui.shared.labels import LeadLabel, QuietLabel
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

SHOWN_KINDS = frozenset(
    record.kind for record in (Night, Cramp, Treatment, Phase, LabResult, OwnEntry, Preferences)
)
CHOICES = (
    (Stretch.THREE_MONTHS, "3 months"),
    (Stretch.NINE_MONTHS, "9 months"),
    (Stretch.YEAR, "1 year"),
    (Stretch.ALL, "All"),
)
KINDS = (("Picture", ".png"), ("Drawing", ".svg"), ("Document", ".pdf"), ("Table", ".csv"))
RESIZE_MS = 150
FAILED = "The chart could not be drawn. Your diary is as it was."
# What else is to be seen without scrolling: the title, and that something follows the chart.
_REST_PX = 220
_LARGEST_JOINED = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What a worker brings back."""

    picture: Picture
    rate: Rate
    phases: list[PhaseRate]


def _work(drawing: Drawing) -> _Drawn:
    data = drawing.data
    return _Drawn(picture=draw(drawing), rate=rate(data.nights), phases=phase_rates(data))


def screen_style(theme: Theme) -> ChartStyle:
    """Return how charts look on a card of the window."""
    style = SCREEN_NIGHT if theme.is_night else SCREEN_DAY
    return replace(style, background=theme.palette.card).scaled(theme.scale)


class InsightsPage(ScrollPage):
    """Draws in the background, and only what is seen and has changed."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Insights", parent=parent)
        self._session, self._theme, self._runner = session, theme, runner
        self._chooser = FileChooser(theme=theme, owner=self)
        self._data: TimelineData | None = None
        self._asked: Drawing | None = None
        self._work = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # Joined buttons cannot go on to a second line, which very large text needs.
        kind = Segmented if theme.scale <= _LARGEST_JOINED else ChipRow
        self.stretch: Choices[Stretch] = kind(CHOICES, name="Nights shown", required=True)
        self.stretch.set_value(Stretch.NINE_MONTHS)
        self.save_button = SecondaryButton("Save chart")
        self.canvas = TimelineCanvas(theme=theme)
        self.sentence = LeadLabel(wraps=True)
        self._when = QuietLabel()
        self.phases = PhaseTable(theme=theme)
        self.empty = EmptyState(
            "Your nights, seen together",
            "Once a night is recorded, this page shows cramps, treatments and lab results on one "
            "time line, and how many cramps a week there were.",
            step="Open the demo diary",
        )
        self._build()
        self._timer.timeout.connect(self._draw)
        self.canvas.resized.connect(lambda: self._timer.start(RESIZE_MS))
        self.stretch.changed.connect(self.refresh)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.empty.step_requested.connect(session.demo_requested)
        theme.changed.connect(self._on_theme_changed)
        session.opened.connect(self._forget_drawing)
        self.follow(session, shows=SHOWN_KINDS)

    def refresh(self) -> None:
        """Read the chosen nights anew, and draw them if they are seen."""
        diary, stretch = self._session.diary, self.stretch.value
        nights: Nights | None = None
        if diary is not None and stretch is not None:
            nights = stretch_nights(diary, self._session.clock, stretch)
        if diary is None or nights is None:
            self._data = None
            self._forget_drawing()
        else:
            self._data = timeline_data(diary, nights.first, nights.last)
            self._when.setText(f"{nights_words(nights)}. {UNKNOWN}")
        self._show_parts(there=self._data is not None)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what is not drawn yet."""
        super().showEvent(event)
        self._timer.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._timer.start(RESIZE_MS)

    def _build(self) -> None:
        if isinstance(self.stretch, ChipRow):
            self.body.addWidget(self.stretch)
        else:
            self.add_action(self.stretch)
        self.add_action(self.save_button)
        self._chart_card, self._rate_card, self._empty_card = Card(), Card(), Card()
        self._chart_card.body.setContentsMargins(12, 12, 12, 12)
        self._chart_card.body.addWidget(self.canvas)
        self._rate_card.body.addWidget(self.sentence)
        self._rate_card.body.addWidget(self._when)
        self._empty_card.body.addWidget(self.empty)
        for card in (self._empty_card, self._chart_card, self._rate_card, self.phases):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.phases.hide()
        self._show_parts(there=False)

    def _show_parts(self, *, there: bool) -> None:
        self._empty_card.setVisible(not there)
        for widget in (self._chart_card, self._rate_card, self.stretch, self.save_button):
            widget.setVisible(there)

    def _draw(self) -> None:
        """Have the chart drawn, unless nobody sees it or it is drawn as wished already."""
        if self._data is None or not self.isVisible():
            return
        wished = Drawing(
            data=self._data,
            style=screen_style(self._theme),
            width_px=max(self.canvas.width(), self.canvas.minimumWidth()),
            room_px=self.scroll_area.viewport().height() - self._theme.px(_REST_PX),
            ratio=self.devicePixelRatioF(),
        )
        if wished == self._asked:
            return
        self._runner.forget(self._work)
        self._asked = wished
        self._work = self._runner.run(
            lambda: _work(wished), self._on_drawn, self._on_drawing_failed
        )

    def _on_drawn(self, drawn: _Drawn) -> None:
        self.canvas.show_picture(drawn.picture)
        self.sentence.setText(rate_words(drawn.rate))
        self.phases.show_phases(drawn.phases)

    def _on_drawing_failed(self, error: Exception) -> None:
        self.canvas.show_picture(None, FAILED)
        self._on_failed(error)

    def _forget_drawing(self) -> None:
        """Take away what was drawn: from another diary it would be wrong, at night too bright."""
        self._runner.forget(self._work)
        self._asked = None
        self.canvas.show_picture(None)
        self.sentence.setText("")
        self.phases.show_phases(())

    def _on_theme_changed(self) -> None:
        self._forget_drawing()
        self._draw()

    def _on_save_clicked(self) -> None:
        data = self._data
        if data is None:
            return
        name = f"cramps {data.first} to {data.last}.png"
        self._chooser.ask_save("Save chart", name, KINDS, lambda path: self._save(data, path))

    def _save(self, data: TimelineData, path: Path) -> None:
        self._runner.run(
            lambda: write_bytes(path, chart_bytes(TIMELINE, data, file_kind(path))),
            lambda _: self._session.noted.emit(f"Chart saved: {path}", False),
            self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
