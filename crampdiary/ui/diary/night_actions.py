"""What can be done with the nights that are chosen in the list: change them, delete them."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from crampdiary.ui.diary.bulk_dialog import BulkDialog, delete_nights
from crampdiary.ui.diary.nights_card import NightsCard
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.session import DiarySession


class NightActions(QObject):
    """Puts Change and Delete beside the number of nights chosen; the Delete key does so too."""

    def __init__(self, *, session: DiarySession, card: NightsCard, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._card = session, card
        self.change_button, self.delete_button = LinkButton("Change"), LinkButton("Delete")
        for button in (self.change_button, self.delete_button):
            card.add_action(button)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), card.nights)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._on_delete_wished)
        self.change_button.clicked.connect(self._on_change_clicked)
        self.delete_button.clicked.connect(self._on_delete_wished)
        card.nights.selection_changed.connect(self._on_selection_changed)
        self._on_selection_changed()

    def _on_selection_changed(self) -> None:
        number = len(self._card.nights.chosen_nights)
        which = "this night" if number == 1 else f"{number:,} nights"
        self.change_button.setAccessibleName(f"Change {which}")
        self.delete_button.setAccessibleName(f"Delete what is recorded of {which}")
        self.change_button.setVisible(number > 1)  # one is opened
        self.delete_button.setVisible(number > 0)

    def _on_change_clicked(self) -> None:
        nights = self._card.nights.chosen_nights
        BulkDialog(session=self._session, nights=nights, parent=self._card.window()).open()

    def _on_delete_wished(self) -> None:
        nights = self._card.nights.chosen_nights
        if nights:
            delete_nights(self._session, nights)
