"""What a report without sheets of paper shows of the page: HTML and plain text alike.

It has room for every row. Only where an appendix of the same file lists all of them does the page
keep to the most relevant ones, and says how many more there are.
"""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page import MARK, Appendix, LabRow, PeriodRow, Report
from crampdiary.reports.page_data import by_test, more_words
from crampdiary.reports.rooms import MOST_LABS, MOST_LISTED, MOST_PERIODS

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Generic[R]):
    """The rows of one table; `more` of them are left to the appendix `place` (None: none are)."""

    rows: tuple[R, ...]
    more: str = ""
    place: Appendix | None = None

    @property
    def more_words(self) -> str:
        """Return "12 more results below: All lab results", or nothing where all are shown."""
        return "" if self.place is None else f"{self.more} below: {self.place.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowingPage:
    """The tables and lists of the page, in the order in which they are read."""

    periods: Shown[PeriodRow]
    labs: Shown[LabRow]
    labs_remark: str
    medicines: Shown[str]
    conditions: Shown[str]


def flowing_page(report: Report) -> FlowingPage:
    """Return what is shown of the page's tables and lists."""
    page = report.page
    in_treatments, in_labs = ReportPart.ADHERENCE, ReportPart.LABS
    periods = _shown(report, page.periods, MOST_PERIODS, "period", in_treatments)
    labs = _shown(report, page.labs, MOST_LABS, "result", in_labs)
    return FlowingPage(
        periods=replace(periods, rows=tuple(sorted(periods.rows, key=lambda row: row.starts_on))),
        labs=replace(labs, rows=tuple(by_test(labs.rows))),
        labs_remark=page.labs_remark if any(MARK in row.flag for row in labs.rows) else "",
        medicines=_shown(report, page.medicines, MOST_LISTED, "medicine", in_treatments),
        conditions=_shown(report, page.conditions, MOST_LISTED, "condition", in_treatments),
    )


def _shown(report: Report, rows: tuple[R, ...], most: int, what: str, part: ReportPart) -> Shown[R]:
    place = next((one for one in report.appendices if one.part is part), None)
    if place is None or len(rows) <= most:
        return Shown(rows=rows)
    return Shown(rows=rows[:most], more=more_words(len(rows) - most, what), place=place)
