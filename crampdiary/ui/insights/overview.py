"""The overview: the timeline large, the comparison and two small charts, then the other charts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.analysis.sentences.rates import rate_sentence
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.charts.comparison import read_one
from crampdiary.services.comparisons import TreatmentComparison
from crampdiary.services.insights import Nights
from crampdiary.tokens import GRID
from crampdiary.ui.insights.canvas import Picture
from crampdiary.ui.insights.chart_frame import ChartFrame
from crampdiary.ui.insights.comparison_card import ComparisonCard
from crampdiary.ui.insights.leaving_menu import SAVE_ALL, TAKE, TAKE_HINT
from crampdiary.ui.insights.subject import Read
from crampdiary.ui.insights.timeline_view import TimelineView
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import GAP, FlowRow, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

COMPARISON = "comparison"
SMALL = ("hour-of-night", COMPARISON)
SMALL_HEIGHT = 200
# Until where the sentence of a usual comparison reaches.
_SENTENCE_PX = 190
_MARGIN = 12
_BESIDE_FROM = 900


class Overview(QWidget):
    """`opened(name)` asks for a chart of the catalogue, large."""

    opened = Signal(str)

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.timeline = TimelineView(theme=theme)
        self.rate = QuietLabel()
        self.take_button = LinkButton(TAKE)
        self.take_button.setToolTip(TAKE_HINT)
        self.all_button = LinkButton(SAVE_ALL)
        self.comparison = ComparisonCard()
        self.small = {
            name: ChartFrame(
                session=session, theme=theme, runner=runner, height=SMALL_HEIGHT, opens=True
            )
            for name in SMALL
            if name in CHARTS
        }
        self.names = {
            name: LinkButton(drawn.label)
            for name, drawn in CHARTS.items()
            if name not in self.small
        }
        self._read_compared: Read | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        for name, frame in self.small.items():
            frame.pressed.connect(lambda name=name: self.opened.emit(name))
        for name, button in self.names.items():
            button.clicked.connect(lambda _=False, name=name: self.opened.emit(name))

    def show_nights(self, nights: Nights, limits: Nights, version: int) -> None:
        """Let the small charts show these nights, the one beside the sentence what that counts."""
        for name, frame in self.small.items():
            if name == COMPARISON:
                frame.show_nights(name, limits, version, read=self._read_compared)
            else:
                frame.show_nights(name, nights, version)

    def show_result(self, result: TreatmentComparison, limits: Nights, version: int) -> None:
        """Say what came of a comparison, and let the chart beside it show the same nights."""
        self.comparison.show_result(result)
        self._read_compared = lambda diary: read_one(diary, result)
        if COMPARISON in self.small:
            frame = self.small[COMPARISON]
            frame.show_nights(COMPARISON, limits, version, read=self._read_compared)

    def show_no_result(self, words: str) -> None:
        """Say why nothing is compared; the chart beside it shows what there is without that."""
        self.comparison.show_nothing(words)
        self._read_compared = None

    def show_rate(self, picture: Picture) -> None:
        """Say the rate of the nights shown, or how many more there have to be for one."""
        self.rate.setText(rate_sentence(picture.rate))

    def forget(self) -> None:
        """Take away all that was drawn and said."""
        self.timeline.show_picture(None)
        self.rate.setText("")
        self.show_no_result("")
        self.comparison.offer({}, None)
        for frame in self.small.values():
            frame.forget()

    def opener(self, name: str) -> QWidget | None:
        """Return what a chart is opened by."""
        return self.names.get(name) or self.small.get(name)

    @property
    def rest_px(self) -> int:
        """Return the height that is to be in sight beside the timeline: the sentence below it."""
        line = max(self.rate.fontMetrics().lineSpacing(), self.take_button.sizeHint().height())
        below = GRID + line + GAP
        return self._theme.px(_SENTENCE_PX) + below + 2 * _MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the small charts below the comparison where there is no room beside it."""
        super().resizeEvent(event)
        set_beside(self._row, beside=event.size().width() >= self._theme.px(_BESIDE_FROM))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        card = Card()
        card.body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        card.body.addWidget(self.timeline)
        line = QHBoxLayout()
        line.addWidget(self.rate, 1)
        line.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
        column.addWidget(card)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.comparison, 14)
        charts = QHBoxLayout()
        charts.setSpacing(GAP)
        for frame in self.small.values():
            small = Card()
            small.body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
            small.body.addWidget(frame)
            small.body.addStretch(1)
            charts.addWidget(small, 1)
        self._row.addLayout(charts, 13 if self.small else 0)
        column.addLayout(self._row)
        names = QuietLabel("More charts", wraps=False), *self.names.values()
        more = QHBoxLayout()
        more.addWidget(FlowRow(*names), 1)
        more.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(more)
