"""Words on a page: titles, quiet explanations, badges, key hints.

Sizes and colours stand in the stylesheet.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


class _PlainLabel(QLabel):
    """A label that shows what it is given as it is: notes and names are never read as HTML."""

    def __init__(
        self, text: str = "", *, wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)


class PageTitle(_PlainLabel):
    """The one large title of a page."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, wraps=True, parent=parent)


class SectionTitle(_PlainLabel):
    """The title of a card."""


class LeadLabel(_PlainLabel):
    """What matters most on a card: a name, a figure, the sentence to remember."""


class BodyLabel(_PlainLabel):
    """Plain words that wrap."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, wraps=True, parent=parent)


class QuietLabel(_PlainLabel):
    """Explaining words in quiet ink; they wrap unless told otherwise."""

    def __init__(
        self, text: str = "", *, wraps: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, wraps=wraps, parent=parent)


class FieldLabel(_PlainLabel):
    """The small question above a field: "Fluids, glasses of 250 ml"."""

    def __init__(
        self, text: str = "", *, buddy: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, wraps=True, parent=parent)
        if buddy is not None:
            self.setBuddy(buddy)


class ErrorLabel(_PlainLabel):
    """What is wrong with the field above it; hidden while all is well."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", wraps=True, parent=parent)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a sentence, or hide with an empty one."""
        self.setText(text)
        self.setVisible(bool(text))


class Badge(_PlainLabel):
    """A short remark in a pill: "ended", "recalled later"."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class KeyHint(_PlainLabel):
    """Which key does it: "N no cramps", "Enter"."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Hairline(QFrame):
    """One thin line between rows."""
