"""The quiet word that a name is in the diary already, with the way to change its dose instead."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.services.story import Stage, Story, phase_words
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.link_edges import LINK_ROOM


class TwinHint(QWidget):
    """Hidden while a name is new. `change_requested` gives the story whose dose is to change."""

    change_requested = Signal(object)

    def __init__(
        self, *, known: Sequence[Story], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._known, self._today = known, today
        self._twin: Story | None = None
        self.words = QuietLabel()
        self.button = LinkButton("Change its dose instead")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.words.setContentsMargins(LINK_ROOM, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(lambda: self.change_requested.emit(self._twin))
        self.hide()

    def known_as(self, name: str) -> Story | None:
        """Return the treatment that is known under a name, in upper or lower case."""
        folded = name.casefold()
        return next((s for s in self._known if s.treatment.name.casefold() == folded), None)

    @property
    def shown(self) -> Story | None:
        """Return the treatment that is told about."""
        return self._twin

    def show_twin(self, twin: Story | None) -> None:
        """Tell about a treatment that is there already, or about none."""
        self._twin = twin
        self.setVisible(twin is not None)
        if twin is None:
            return
        self.button.setVisible(twin.stage is Stage.TAKING)
        main = f": {phase_words(twin.main, self._today)}" if twin.main else ""
        self.words.setText(
            f"{breakable(twin.treatment.name)} is in your diary already{main}. "
            "What you enter here is added to it."
        )
