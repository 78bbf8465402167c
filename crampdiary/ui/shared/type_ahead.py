"""A line of text that offers known names while it is typed; anything else may be typed as well."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from crampdiary.ui.shared.fields import TextField

SHOWN = 8
_PADDING_A_ROW = 3


class _Suggestions(QListView):
    """The list below the field."""

    def sizeHintForRow(self, row: int) -> int:  # noqa: N802 - Qt's name
        """Say a little more than a row: QCompleter leaves out the list's own padding and border."""
        return super().sizeHintForRow(row) + _PADDING_A_ROW


class TypeAhead(TextField):
    """Offers names that contain what is typed; Down opens the list, Enter takes the marked one."""

    def __init__(
        self,
        *,
        name: str,
        names: Iterable[str] = (),
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, placeholder=placeholder, parent=parent)
        self._names = QStringListModel(list(names), self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(SHOWN)
        self.suggestions = _Suggestions()
        self.suggestions.setObjectName("completions")
        self.suggestions.setAccessibleName(f"{name}: suggestions")
        completer.setPopup(self.suggestions)
        self.setCompleter(completer)
        self.installEventFilter(self)

    def offer(self, names: Iterable[str]) -> None:
        """Offer other names from now on."""
        self._names.setStringList(list(names))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when the focus goes elsewhere.

        QCompleter keeps that from the field while its list is open; the field would go on drawing
        Qt's own caret, which is white at night.
        """
        if (
            watched is self
            and isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() != Qt.FocusReason.PopupFocusReason
        ):
            self.suggestions.hide()
        return super().eventFilter(watched, event)

    @property
    def typed(self) -> str:
        """Return what was typed without stray spaces, spelled as offered where it is the same."""
        words = " ".join(self.text().split())
        for known in self._names.stringList():
            if known.casefold() == words.casefold():
                return known
        return words


def with_own_first(own: Iterable[str], common: Iterable[str]) -> list[str]:
    """Return the person's own earlier names, then the common ones, each name once."""
    seen: dict[str, str] = {}
    for name in (*own, *common):
        seen.setdefault(name.casefold(), name)
    return list(seen.values())
