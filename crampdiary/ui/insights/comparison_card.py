"""What the nights with a treatment were against those without: one sentence, and its cautions."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crampdiary.analysis.results import Comparison
from crampdiary.analysis.sentences.details import comparison_details
from crampdiary.domain.phrases import dose_words
from crampdiary.domain.records import Treatment
from crampdiary.services.comparisons import TreatmentComparison
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.fields import Dropdown
from crampdiary.ui.shared.labels import BodyLabel, LeadLabel, QuietLabel
from crampdiary.ui.shared.pages import FlowRow, clear_layout

RATES = "{before} \u2192 {during} cramps a week"
NO_CLEAR_CHANGE = "No clear change"
MORE, LESS = "More about this", "Less"
NO_TREATMENT = "Once a treatment is entered, this says how cramps were before and while taking it."
_SHOWN_CAUTIONS = 1
_MARGIN = 2 * GRID


def headline(found: Comparison) -> str:
    """Return "4.3 \u2192 1.4 cramps a week", or nothing without a ratio or with too few nights.

    Large figures are believed before the words below them are read, so a change that may be none
    gets no figures but those words.
    """
    before, during = found.baseline.cramps_per_week, found.treatment.cramps_per_week
    if found.ratio is None or before is None or during is None:
        return ""
    if not found.tells_a_change:
        return NO_CLEAR_CHANGE
    return RATES.format(before=f"{before:.1f}", during=f"{during:.1f}")


class ComparisonCard(Card):
    """`chosen(treatment)` asks for another one; `show_result` shows what came of it."""

    chosen = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.treatment = Dropdown(name="Treatment that is compared")
        self.treatment.setMinimumContentsLength(8)
        self.treatment.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._offered: dict[UUID, str] = {}
        self.what = QuietLabel()
        self.head = LeadLabel(wraps=True)
        self.sentence = BodyLabel()
        self.more_button = LinkButton(MORE)
        self._details = QWidget()
        self._cautions, self._further = QVBoxLayout(), QVBoxLayout(self._details)
        self._further.setContentsMargins(0, 0, 0, 0)
        for column in (self._cautions, self._further):
            column.setSpacing(GRID // 2)
        self.body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.body.setSpacing(GRID * 3 // 4)
        self.body.addWidget(self.what)
        self.body.addWidget(self.head)
        self.body.addWidget(self.sentence)
        self.body.addLayout(self._cautions)
        self.body.addWidget(self._details)
        self.body.addStretch(1)
        self.body.addWidget(FlowRow(self.treatment, self.more_button))
        self.treatment.activated.connect(lambda at: self.chosen.emit(self.treatment.itemData(at)))
        self.more_button.clicked.connect(lambda: self._show_more(there=self._details.isHidden()))
        self.show_nothing("")

    def offer(self, treatments: Mapping[UUID, Treatment], chosen: UUID | None) -> None:
        """Offer treatments, one of which is compared."""
        offered = {key: item.name for key, item in treatments.items()}
        if offered != self._offered:  # filled anew, an open list would close under the hand
            self._offered = offered
            self.treatment.clear()
            for key, name in offered.items():
                self.treatment.addItem(name, key)
        # Qt finds data of ours only if it is the very same object.
        keys = list(treatments)
        self.treatment.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
        self.treatment.setVisible(len(treatments) > 1)

    def show_nothing(self, words: str) -> None:
        """Say why there is no comparison, or nothing while it is being made."""
        self._fill("", "", (words,))

    def show_result(self, result: TreatmentComparison) -> None:
        """Say what came of the comparison."""
        compared = result.comparison
        what = result.treatment.name
        if result.phase is not None:
            what = f"Before and during {what} {dose_words(result.phase)}"
        self._fill(
            what,
            headline(compared),
            (*(result.sentences or compared.sentences), *comparison_details(compared)),
        )

    def _fill(self, what: str, head: str, sentences: tuple[str, ...]) -> None:
        self.what.setText(breakable(what))
        self.head.setText(head)
        self.head.setAccessibleName(head.replace("\u2192", "then"))  # an arrow would be spelt out
        self.head.setVisible(bool(head))
        self.sentence.setText(breakable(sentences[0] if sentences else ""))
        cautions = sentences[1:]
        for column, said in (
            (self._cautions, cautions[:_SHOWN_CAUTIONS]),
            (self._further, cautions[_SHOWN_CAUTIONS:]),
        ):
            clear_layout(column)
            for words in said:
                column.addWidget(QuietLabel(breakable(words)))
        self.more_button.setVisible(len(cautions) > _SHOWN_CAUTIONS)
        self._show_more(there=False)
        # Without the headline: the sentence tells the same figures.
        self.setAccessibleName(what)
        self.setAccessibleDescription(" ".join(sentences))

    def _show_more(self, *, there: bool) -> None:
        self._details.setVisible(there)
        self.more_button.setText(LESS if there else MORE)
