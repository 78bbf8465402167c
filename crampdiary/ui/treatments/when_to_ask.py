"""When to talk to a doctor, by how soon: the red flags of the catalogue that are about no value.

The wording is still to be reviewed by a clinician.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.catalogues.flags import RedFlag, Urgency
from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import BodyLabel, QuietLabel, SectionTitle
from crampdiary.ui.shared.popover import Popover

TITLE = "When to talk to a doctor"
_WIDTH = 640
_TITLES: dict[Urgency, str] = {
    Urgency.EMERGENCY: "Call emergency services now",
    Urgency.URGENT: "Talk to a doctor today",
    Urgency.SOON: "Talk to a doctor soon",
    Urgency.NOTE: "Talk to a doctor or pharmacist first",
}


def open_when_to_ask(flags: Sequence[RedFlag], button: LinkButton, parent: QWidget) -> Popover:
    """Open the list below a button; `flags` are in the order of their urgency."""
    panel = Popover(name=TITLE, width=_WIDTH, parent=parent)
    for urgency, title in _TITLES.items():
        texts = [flag for flag in flags if flag.urgency is urgency]
        if texts:
            panel.body.addLayout(_group(title, texts))
    panel.body.addWidget(QuietLabel("This list is not complete, and no diagnosis."))
    panel.add_close()
    panel.open_below(button)
    return panel


def _group(title: str, flags: Sequence[RedFlag]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GRID)
    column.addWidget(SectionTitle(title))
    for flag in flags:
        label = BodyLabel(_what(flag.text))
        label.setToolTip(f"Source: {flag.source}")
        label.setAccessibleName(flag.text)
        label.setAccessibleDescription(f"Source: {flag.source}")
        column.addWidget(label)
    return column


def _what(text: str) -> str:
    """Return a sentence without what to do, which its group's title says."""
    what, colon, _ = text.rpartition(":")
    return f"{what}." if colon else text
