"""A person's own entries of the catalogues, with ways to add, change and delete them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.services.own_entries import details_words, is_used
from crampdiary.tokens import GRID
from crampdiary.ui.settings.own_form import ONE, OwnEntryDialog, delete_own_entry
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import BodyLabel, FieldLabel, Hairline, QuietLabel
from crampdiary.ui.shared.pages import clear_layout
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.tab_order import held_focus

MANY: dict[CatalogueKind, str] = {
    CatalogueKind.SUPPLEMENT: "Supplements",
    CatalogueKind.MEDICINE: "Medicines",
    CatalogueKind.TEST: "Lab tests",
    CatalogueKind.FLAG: "Values to watch",
}
WORDS = "What the app does not know yet. It is offered while you type, and counted as you say."
UNUSED = "not used: its test is no longer here"
_LONGEST_DETAILS = 160
# A slash that no line breaks at, so that a unit stays in one piece.
_TOGETHER = "\N{WORD JOINER}/\N{WORD JOINER}"


class OwnEntriesCard(Card):
    """A list for each catalogue; a press on Add or Edit opens the form."""

    form_opened = Signal(object)

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__("Your own entries", parent=parent)
        self._session = session
        self._known: list[OwnEntry] = []
        self._groups: dict[CatalogueKind, QVBoxLayout] = {}
        self.add_buttons: dict[CatalogueKind, LinkButton] = {}
        self.body.addWidget(QuietLabel(WORDS))
        for kind in CatalogueKind:
            self._add_group(kind)
        self.body.addStretch(1)

    def show_entries(self, known: Sequence[OwnEntry]) -> None:
        """Show these; the focus stays with what it was on."""
        focused = self._focus_key()
        self._known = list(known)
        for kind, rows in self._groups.items():
            clear_layout(rows)
            for entry in self._known:
                if entry.catalogue is kind:
                    rows.addWidget(_OwnRow(entry, self))
        if focused is not None:
            self._focus(focused)

    def open_form(self, kind: CatalogueKind, entry: OwnEntry | None = None) -> OwnEntryDialog:
        """Open the form for a new entry, or for one that is there."""
        dialog = OwnEntryDialog(
            session=self._session, kind=kind, known=self._known, entry=entry, parent=self.window()
        )
        dialog.open()
        return dialog

    def delete(self, entry: OwnEntry) -> None:
        """Delete an entry; the focus goes to where one like it is added."""
        self.add_buttons[entry.catalogue].setFocus(Qt.FocusReason.OtherFocusReason)
        delete_own_entry(self._session, entry)

    def details(self, entry: OwnEntry) -> str:
        """Return what stands below its name."""
        words = details_words(entry)
        if len(words) > _LONGEST_DETAILS:
            words = words[: _LONGEST_DETAILS - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
        return words if is_used(entry, self._known) else UNUSED

    def _add_group(self, kind: CatalogueKind) -> None:
        button = LinkButton("Add")
        button.setAccessibleName(f"Add {ONE[kind]}")
        button.setProperty("focus_key", f"add {kind}")
        button.clicked.connect(partial(self._on_add_clicked, kind))
        self.add_buttons[kind] = button
        head = QHBoxLayout()
        head.addWidget(FieldLabel(MANY[kind]), 1)
        head.addWidget(button)
        self._groups[kind] = QVBoxLayout()
        self._groups[kind].setSpacing(GRID)
        self.body.addWidget(Hairline())
        self.body.addLayout(head)
        self.body.addLayout(self._groups[kind])

    def _on_add_clicked(self, kind: CatalogueKind) -> None:
        self.open_form(kind)

    def _focus_key(self) -> object:
        focus = held_focus(self)
        inside = focus is not None and self.isAncestorOf(focus)
        return focus.property("focus_key") if focus is not None and inside else None

    def _focus(self, key: object) -> None:
        for button in self.findChildren(LinkButton):
            row = button.parentWidget()
            if row is not None and button.property("focus_key") == key:
                row.show()  # a layout would show it only later, and a hidden one has no focus
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return


class _OwnRow(QWidget):
    """One entry: its name, what it says, Edit and Delete."""

    def __init__(self, entry: OwnEntry, card: OwnEntriesCard) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(BodyLabel(breakable(entry.name)))
        details = card.details(entry)
        if details:
            words.addWidget(QuietLabel(breakable(details).replace("/", _TOGETHER)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addLayout(words, 1)
        for text, action in (
            ("Edit", partial(card.open_form, entry.catalogue, entry)),
            ("Delete", partial(card.delete, entry)),
        ):
            button = LinkButton(text)
            button.setAccessibleName(f"{text} {entry.name}")
            button.setProperty("focus_key", f"{text} {entry.id}")
            button.clicked.connect(lambda _checked=False, action=action: action())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
