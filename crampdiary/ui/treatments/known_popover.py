"""What is known about something that is taken: the published figure, in plain words, its source."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crampdiary.services.taking import Known
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import BodyLabel, QuietLabel, SectionTitle
from crampdiary.ui.shared.popover import Popover

_WIDTH = 440


def open_known(name: str, known: Known, button: LinkButton, parent: QWidget) -> Popover:
    """Open a panel below a button; it goes with Esc, a click beside, or its own button."""
    panel = Popover(name=f"What is known: {name}", width=_WIDTH, parent=parent)
    panel.body.setSpacing(GRID)
    title = SectionTitle(breakable(known.counts_as or name))
    title.setWordWrap(True)
    panel.body.addWidget(title)
    panel.body.addWidget(BodyLabel(breakable(known.text)))
    said = [f"Kind of evidence: {known.evidence}." if known.evidence else "", known.source]
    panel.body.addWidget(QuietLabel(breakable(f"{said[0]} Source: {said[1]}.".strip())))
    panel.add_close()
    panel.open_below(button)
    _begin_at(panel, button)
    return panel


def _begin_at(panel: Popover, button: LinkButton) -> None:
    """Let the panel begin where its link does: links stand at the left of a card."""
    window = button.window()
    room = window.width() - panel.width() - GRID
    left = max(min(button.mapTo(window, QPoint()).x(), room), GRID)
    top = window.mapFromGlobal(panel.pos()).y()
    panel.move(window.mapToGlobal(QPoint(left, top)))
