"""The card with the list of nights: what is shown and why, what is chosen, what to do with it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.nights import NightCount
from crampdiary.services.ordering import NightOrder
from crampdiary.ui.diary.filter_words import ORDER_WORDS
from crampdiary.ui.diary.found_row import FoundRow
from crampdiary.ui.diary.nights_model import LoadNights, NightsModel
from crampdiary.ui.diary.nights_view import NightsView
from crampdiary.ui.diary.order_box import OrderBox
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.card_head import CardHead
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import KeyHint, QuietLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.theme import Theme

_LEAST_HEIGHT = 196


class NightsCard(Card):
    """Shows nights row by row.

    `night_opened` and `cramp_opened` tell what a person wants to work on, `night_pointed` where
    they are; `wish_changed` and `order_requested` ask for other nights. What is done with the
    nights that are chosen (`nights.chosen_nights`, of which `nights.selection_changed` tells)
    stands beside their number: `add_action`.
    """

    night_opened = Signal(object)
    cramp_opened = Signal(object)
    night_pointed = Signal(object)
    wish_changed = Signal(object)
    order_requested = Signal(object)

    def __init__(self, *, load: LoadNights, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._model = NightsModel(load=load, parent=self)
        self.nights = NightsView(model=self._model, theme=theme)
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.chosen_words = QuietLabel(wraps=False)
        self.open_button = LinkButton("Open this night")
        self._open_hint = KeyHint("Enter")
        self.found = FoundRow()
        self.order_box = OrderBox()
        self._actions = FlowRow()
        self._head = CardHead(
            "Night by night",
            self.chosen_words,
            self.open_button,
            self._open_hint,
            self._actions,
            self.order_box,
        )
        self._build()
        self._connect()

    def add_action(self, widget: QWidget) -> None:
        """Add something that can be done with the nights that are chosen."""
        self._actions.add(widget)
        for part in (widget, self._actions):
            part.show()

    def show_order(self, order: NightOrder) -> None:
        """Say in which order nights are given."""
        self.order_box.set_order(order)
        self._model.show_order(order)
        self.nights.setAccessibleName(f"Nights, {ORDER_WORDS[order]}")

    def show_nights(self, counts: Sequence[NightCount], today: date) -> None:
        """Show nights in this order, and stay at those that were chosen."""
        chosen, current = self.nights.chosen_nights, self.nights.chosen_night
        if self._model.show_counts(counts, today) and counts:
            self.nights.choose_again(chosen, current)
        self.nights.setVisible(bool(counts))
        self._head.tools.setVisible(bool(counts))

    def _build(self) -> None:
        self.body.addWidget(self._head)
        self.body.addWidget(self.found)
        self.body.addWidget(self.nights, 1)
        self.body.addStretch(0)
        for widget in (self._actions, self.chosen_words):
            widget.hide()

    def _connect(self) -> None:
        self.nights.night_opened.connect(self.night_opened)
        self.nights.cramp_opened.connect(self.cramp_opened)
        self.nights.night_pointed.connect(self.night_pointed)
        self.nights.selection_changed.connect(self._on_selection_changed)
        self.nights.order_requested.connect(self.order_requested)
        self.order_box.order_requested.connect(self.order_requested)
        self.found.wish_changed.connect(self.wish_changed)
        self.open_button.clicked.connect(self._on_open_clicked)

    def _on_selection_changed(self) -> None:
        number = len(self.nights.chosen_nights)
        self.chosen_words.setText(f"{number:,} nights chosen")
        self.chosen_words.setVisible(number > 1)
        for widget in (self.open_button, self._open_hint):
            widget.setVisible(number <= 1)

    def _on_open_clicked(self) -> None:
        if self.nights.chosen_night is not None:
            self.night_opened.emit(self.nights.chosen_night)
