"""Which rows have no room on the page, and which further pages hold them."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.fitting import Shown
from crampdiary.reports.page import DoctorPage
from crampdiary.tokens import GRID
from crampdiary.ui.report.parts_card import TITLES
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import FlowRow, clear_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A sentence on rows without room, and the part of the report that has all of them."""

    part: ReportPart
    words: str


def left_out(page: DoctorPage, shown: Shown, parts: frozenset[ReportPart]) -> tuple[LeftOut, ...]:
    """Return what has no room on the page and stands on none of the further `parts` either."""
    counts = {
        ReportPart.LABS: counted((len(page.labs) - shown.labs, "lab result")),
        ReportPart.ADHERENCE: counted(
            (len(page.periods) - shown.periods, "treatment period"),
            (len(page.medicines) - shown.listed, "medicine"),
            (len(page.conditions) - shown.listed, "condition"),
        ),
    }
    return tuple(
        LeftOut(part=part, words=f"No room on the page: {words}.")
        for part, words in counts.items()
        if words and part not in parts
    )


def counted(*rows: tuple[int, str]) -> str:
    """Return "1 period and 2 conditions" for how many of what; nothing where there are none."""
    said = [f"{count:,} {what}{'s' if count > 1 else ''}" for count, what in rows if count > 0]
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


class LeftOutRows(QWidget):
    """Says what has no room, each with a link; `wished(part)` when one is pressed."""

    wished = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: list[LinkButton] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GRID // 2)
        self._shown: tuple[LeftOut, ...] = ()
        self.hide()

    def show_rows(self, rows: tuple[LeftOut, ...]) -> None:
        """Show a line for each part, or hide."""
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        clear_layout(self._rows)
        self.links = []
        for row in rows:
            link = LinkButton(f"Add \u201c{TITLES[row.part]}\u201d")
            link.clicked.connect(lambda _checked=False, part=row.part: self.wished.emit(part))
            self.links.append(link)
            self._rows.addWidget(FlowRow(QuietLabel(row.words, wraps=False), link))
