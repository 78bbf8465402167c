"""What stands on the doctor's page, already worded: plain data, no layout and no sums."""

from dataclasses import dataclass
from datetime import date

# Stands behind the flag of a lab result that `DoctorPage.labs_remark` is about.
MARK = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One of the figures at the top, and what it was `before`.

    `is_thin` greys it, and `note` then says why.
    """

    label: str
    value: str
    note: str
    before: str = ""
    is_thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One treatment period: what, how much, from, to, nights recorded, cramps per week.

    `starts_on` puts the rows that are shown in order of time. `note` stands small below the dose,
    and `taken` is how much of what was planned was taken.
    """

    starts_on: date
    treatment: str
    dose: str
    first: str
    last: str
    recorded: str
    rate: str
    overlaps: str = ""
    note: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRow:
    """One lab result as the laboratory wrote it; `flag` is against the lab's own range.

    `beside` stands in quiet ink behind it: the value in the unit of its test's other results, or
    that it is calculated. Tests stand in the order of `order`, and
    their rows by `taken_on`.
    """

    test: str
    day: str
    value: str
    flag: str
    range: str
    beside: str = ""
    order: int = 0
    taken_on: date = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorPage:
    """Everything on the page. Rows come most relevant first; what does not fit is counted on it.

    `made_on` dates the file; `author` is its author ("" where nobody is to be named); `remark`
    stands below the figures, `periods_remark` below the treatment periods, `labs_remark` below the
    lab results where one of them has a `MARK`. `chart_svg` is a figure
    with real text and `chart_alt` its description, which takes the place of an empty `chart_svg`.
    """

    made_on: date
    visit: str
    author: str
    identity: str
    period: str
    coverage: tuple[str, ...]
    banner: str
    figures: tuple[KeyFigure, ...]
    remark: str
    chart_svg: bytes
    chart_alt: str
    periods: tuple[PeriodRow, ...]
    periods_remark: str
    labs: tuple[LabRow, ...]
    labs_remark: str = ""
    medicines: tuple[str, ...]
    conditions: tuple[str, ...]
    questions: tuple[str, ...]
    footer: str
