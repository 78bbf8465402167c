"""Quiet chips that fill rows of the form in: a panel's tests, or those of the last blood test."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.catalogues.panels import Panel
from crampdiary.ui.shared.choices import ChipRow

LAST = "last"
_LAST_WORDS = "Same as last time"
_LAST_HELP = "The tests, units, ranges and laboratory of the last results"


class PanelChips(ChipRow[str]):
    """One chip a panel, and before them one for the last blood test where there is one.

    No chip stays chosen: pressing one fills rows in. `wished` carries a panel's key, or `LAST`.
    """

    wished = Signal(str)

    def __init__(
        self, *, panels: Sequence[Panel], has_last: bool, parent: QWidget | None = None
    ) -> None:
        last = [(LAST, _LAST_WORDS)] if has_last else []
        chips = [*last, *((panel.key, panel.name) for panel in panels)]
        super().__init__(chips, name="Fill in rows for", parent=parent)
        if has_last:
            self.button(LAST).setToolTip(_LAST_HELP)
        for panel in panels:
            self.button(panel.key).setToolTip(", ".join(test.name for test in panel.tests))
        self.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        wished = self.value
        self.set_value(None)
        if wished is not None:
            self.wished.emit(wished)
