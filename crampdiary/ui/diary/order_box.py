"""In which order nights stand, to be read and to be changed by keys as well as by mouse."""

from PySide6.QtCore import QSize, Signal

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
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Be as wide as the order in force, not as the longest one."""
        widest = max(self._width_of(words) for words in ORDER_WORDS.values())
        wished = super().sizeHint()
        return wished - QSize(widest - self._width_of(self.currentText()), 0)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """Show all orders whole."""
        self.view().setMinimumWidth(super().sizeHint().width())
        super().showPopup()

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(capitalised(words))
