"""In which order nights stand, to be read and to be changed by keys as well as by mouse."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent

from crampdiary.services.ordering import NightOrder
from crampdiary.ui.diary.filter_words import ORDER_WORDS
from crampdiary.ui.diary.words import capitalised
from crampdiary.ui.shared.fields import Dropdown

_ORDERS = tuple(ORDER_WORDS)


class OrderBox(Dropdown):
    """A list of all orders; `order_requested(order)` tells which one a person chose."""

    order_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(name="Order of the nights")
        for words in ORDER_WORDS.values():
            self.addItem(capitalised(words))
        self.activated.connect(lambda at: self.order_requested.emit(_ORDERS[at]))

    def set_order(self, order: NightOrder) -> None:
        """Show an order that was asked for elsewhere."""
        self.setCurrentIndex(_ORDERS.index(order))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll, and the order be."""
        event.ignore()
