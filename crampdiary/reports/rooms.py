"""What gives way first where the page is full, from generous to narrow."""

from dataclasses import dataclass, replace

# Of more rows than these the page would be a list, not a page.
MOST_PERIODS = 16
MOST_LABS = 30
MOST_LISTED = 10
MOST_FLAGS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How many letters texts may have before they are visibly shortened.

    `cell` in a table, `line` in the lists of medicines and conditions and among the red flags.
    """

    cell: int
    line: int
    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The least that a page must have room for; else the next step is tried.

    Rows of each table and of each list, and the height of the chart in inches (0: none is drawn).
    As many more rows are shown as have room, and the chart takes what is left.
    """

    words: Words
    periods: int
    labs: int
    listed: int
    flags: int
    chart_in: float
    is_hours_drawn: bool = False


_LONG = Words(cell=240, line=240, question=240)
_USUAL = Words(cell=110, line=160, question=200)
# A question as long as may be asked takes two lines, as one of 120 letters does.
_SHORT = Words(cell=60, line=100, question=200)
_SHORTER = Words(cell=40, line=80, question=200)
_EVERYTHING = Step(
    words=_LONG,
    periods=MOST_PERIODS,
    labs=MOST_LABS,
    listed=MOST_LISTED,
    flags=6,
    chart_in=4.0,
    is_hours_drawn=True,
)
# In 4 inches the timeline has a panel for lab values, in 3 a line for them. Its letters are
# always as large; in less room it draws fewer rows and says so. The last step always fits: words
# stand in the place of the chart.
STEPS = (
    _EVERYTHING,
    replace(_EVERYTHING, words=_USUAL, chart_in=3.2),
    replace(_EVERYTHING, words=_USUAL, chart_in=3.2, is_hours_drawn=False),
    Step(words=_USUAL, periods=12, labs=14, listed=8, flags=6, chart_in=3.0),
    Step(words=_USUAL, periods=8, labs=10, listed=6, flags=6, chart_in=3.0),
    Step(words=_SHORT, periods=6, labs=8, listed=4, flags=6, chart_in=3.0),
    Step(words=_SHORT, periods=4, labs=4, listed=2, flags=6, chart_in=2.8),
    Step(words=_SHORTER, periods=2, labs=2, listed=1, flags=6, chart_in=2.8),
    Step(words=_SHORTER, periods=1, labs=1, listed=1, flags=3, chart_in=2.4),
    # Of Chinese 200 letters take twice as many lines.
    Step(
        words=Words(cell=40, line=80, question=120),
        periods=1,
        labs=1,
        listed=1,
        flags=3,
        chart_in=2.4,
    ),
    Step(
        words=Words(cell=30, line=40, question=60),
        periods=1,
        labs=1,
        listed=1,
        flags=1,
        chart_in=2.4,
    ),
    Step(
        words=Words(cell=20, line=20, question=30), periods=1, labs=1, listed=1, flags=1, chart_in=0
    ),
)
