"""A chart that leaves the app: as a file of its own, whose reader is not to learn whose it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crampdiary.charts.style import PRINT, ChartStyle
from crampdiary.domain.ports import Clock, Diary
from crampdiary.services.charts.catalogue import CHARTS, Drawn
from crampdiary.services.charts.files import CSV, chart_bytes, file_name
from crampdiary.services.nameless import nameless


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One chart of the catalogue with what it shows, in which nobody is named."""

    drawn: Drawn[Any]
    data: Any

    @property
    def too_little(self) -> str:
        """Return what is said where there is too little to draw, else nothing."""
        return self.drawn.chart.too_little(self.data)

    def has(self, kind: str) -> bool:
        """Tell whether there is something to leave: a table may be where no picture is."""
        table = self.drawn.chart.table
        return bool(table(self.data).rows) if kind == CSV else not self.too_little

    def name(self, kind: str) -> str:
        """Return the name of the file: the chart and its days."""
        return file_name(self.drawn.label, self.data, kind)

    def content(self, kind: str, style: ChartStyle = PRINT) -> bytes:
        """Return the file's bytes; it stands alone."""
        return chart_bytes(self.drawn.chart, self.data, kind, style)


def leaving(
    name: str,
    diary: Diary,
    clock: Clock,
    nights: tuple[date, date],
    read: Callable[[Diary], Any] | None = None,
) -> Leaving:
    """Read what a chart shows of the first to the last of some nights, without any name.

    `read` is another way than the catalogue's to what it shows.
    """
    shown, _ = nameless(diary)
    drawn = CHARTS[name]
    data = drawn.read(shown, clock, *nights) if read is None else read(shown)
    return Leaving(drawn=drawn, data=data)
