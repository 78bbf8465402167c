"""The panel in which a person says which nights they want to see."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crampdiary.domain.choices import Side, Site
from crampdiary.domain.phrases import SITE_WORDS, TAG_WORDS
from crampdiary.services.filtering import NightFilter
from crampdiary.tokens import GRID
from crampdiary.ui.diary.filter_words import NO_TREATMENT, PROVENANCE_CHOICES, STATE_CHOICES
from crampdiary.ui.diary.words import capitalised
from crampdiary.ui.shared.buttons import LinkButton, PrimaryButton
from crampdiary.ui.shared.choices import ChipRow, Choices, NumberRow, V
from crampdiary.ui.shared.labels import FieldLabel, QuietLabel
from crampdiary.ui.shared.popover import Popover
from crampdiary.ui.shared.theme import Theme

_WIDTH = 880
_SITES = (Site.CALF, Site.FOOT, Site.TOES, Site.THIGH, Site.HAND, Site.OTHER)

_AnyChoices = Choices[Any]


class FilterPanel(Popover):
    """Every press is a new wish (`changed`); Done only closes."""

    changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(name="Filter the nights", width=theme.px(_WIDTH), parent=parent)
        self._wish = NightFilter()
        self.sides = _chips({side: side.value for side in Side}, "Side")
        self.sites = _chips({site: SITE_WORDS[site] for site in _SITES}, "Where")
        self.pain = NumberRow(name="Pain at least")
        self.states = _chips(STATE_CHOICES, "The night")
        self.tags = _chips(TAG_WORDS, "The evening before")
        self.provenances = _chips(PROVENANCE_CHOICES, "How it came in")
        self.treatments: ChipRow[UUID | None] = _chips({None: NO_TREATMENT}, _TAKEN)
        self.number_words = QuietLabel(wraps=False)
        self.clear_button = LinkButton("Clear")
        self.done_button = PrimaryButton("Done")
        self._rows = QGridLayout()
        self._treatment_label = FieldLabel(_TAKEN)
        self._build()

    @property
    def wish(self) -> NightFilter:
        """Return what is chosen, with the words searched for as they were given."""
        return self._wish

    def set_wish(self, wish: NightFilter) -> None:
        """Show what is wished."""
        self._wish = wish
        self.sides.set_values(wish.sides)
        self.sites.set_values(wish.sites)
        self.pain.set_value(wish.least_pain)
        self.states.set_values(wish.states)
        self.tags.set_values(wish.tags)
        self.provenances.set_values(wish.provenances)
        self._show_treatments()
        self.clear_button.setVisible(wish != NightFilter(text=wish.text))

    def show_number(self, number: int) -> None:
        """Say how many nights there are with what is chosen."""
        self.number_words.setText("1 night" if number == 1 else f"{number:,} nights")

    def offer_treatments(self, names: Mapping[UUID, str]) -> None:
        """Offer these treatments, and none of them."""
        offered: dict[UUID | None, str] = dict(names.items())
        before, self.treatments = self.treatments, _chips(offered | {None: NO_TREATMENT}, _TAKEN)
        self._rows.replaceWidget(before, self.treatments)
        before.deleteLater()
        self.treatments.changed.connect(self._on_changed)
        for widget in (self._treatment_label, self.treatments):
            widget.setVisible(bool(names))
        self._show_treatments()

    def _build(self) -> None:
        self._rows.setHorizontalSpacing(2 * GRID)
        self._rows.setVerticalSpacing(12)
        self._rows.setColumnStretch(1, 1)
        first: list[_AnyChoices] = [self.sides, self.sites, self.pain, self.states]
        then: list[_AnyChoices] = [self.tags, self.provenances]
        for row in first:
            self._add(FieldLabel(row.accessibleName()), row)
        self._add(self._treatment_label, self.treatments)
        for row in then:
            self._add(FieldLabel(row.accessibleName()), row)
        self.body.addLayout(self._rows)
        self.foot.addWidget(self.done_button)
        self.foot.addWidget(self.number_words)
        self.foot.addStretch(1)
        self.foot.addWidget(self.clear_button)
        for row in (*first, *then):
            row.changed.connect(self._on_changed)
        self.clear_button.clicked.connect(self._on_clear_clicked)
        self.done_button.clicked.connect(self.close)
        self.offer_treatments({})

    def _add(self, label: FieldLabel, choices: QWidget) -> None:
        """Add choices beside their name, which stands on the line of the first of them."""
        label.setWordWrap(False)
        label.setMinimumHeight(self.sides.button(Side.LEFT).sizeHint().height())
        row = self._rows.rowCount()
        self._rows.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(choices, row, 1)

    def _show_treatments(self) -> None:
        none = {None} if self._wish.no_treatment else set()
        self.treatments.set_values({*self._wish.treatments, *none})

    def _on_changed(self) -> None:
        taken = self.treatments.values
        self.set_wish(
            replace(
                self._wish,
                sides=frozenset(self.sides.values),
                sites=frozenset(self.sites.values),
                least_pain=self.pain.value,
                states=frozenset(self.states.values),
                tags=frozenset(self.tags.values),
                provenances=frozenset(self.provenances.values),
                treatments=frozenset(key for key in taken if key is not None),
                no_treatment=None in taken,
            )
        )
        self.changed.emit()

    def _on_clear_clicked(self) -> None:
        self.done_button.setFocus()  # the pressed one is gone
        self.set_wish(NightFilter(text=self._wish.text))
        self.changed.emit()


_TAKEN = "Treatment on that day"


def _chips(words: Mapping[V, str], name: str) -> ChipRow[V]:
    choices = [(value, capitalised(said)) for value, said in words.items()]
    return ChipRow(choices, name=name, many=True)
