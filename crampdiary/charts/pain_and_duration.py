"""How strong cramps are and how long they last: two distributions, each with its median.

A duration that the person took over as a guess is shown, but stands apart and is in no median.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crampdiary.charts.boxes import Box
from crampdiary.charts.chart import Chart, Size, Table, size_px
from crampdiary.charts.counted_bars import NO_ROOM, Counts, ticks_height_px
from crampdiary.charts.heading import Heading, with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.median_bars import MedianBars, draw_median_bars
from crampdiary.charts.noted_values import (
    BINS,
    MIN_VALUES,
    PAINS,
    PainAndDuration,
    by_bin,
    by_pain,
    median_duration_words,
    median_of,
    place_of,
)
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Pain and duration of cramps"
WIDTH_IN = 9.0
_MARGIN_PX = 10
_BETWEEN_PX = 32
# Panels stand beside each other from the first on; in a low figure from the second on.
_SIDE_BY_SIDE_PX, _LEAST_BESIDE_PX = 520, 340
_PLOT_PX, _LEAST_PLOT_PX = 160, 64


def _pain_part(data: PainAndDuration) -> MedianBars:
    middle = median_of(data.pains)
    return MedianBars(
        title="Pain, 0 to 10",
        notes=[f"rated for {len(data.pains):,} of {data.cramps:,}", *_few(data.pains)],
        counts=Counts(counts=by_pain(data)),
        ticks=[
            [(pain + 0.5, str(pain)) for pain in PAINS],
            [(pain + 0.5, str(pain)) for pain in PAINS[::5]],
        ],
        has_marks=False,
        median=None if middle is None else (middle + 0.5, f"median {middle:g}"),
        empty="No pain rated here",
    )


def _duration_part(data: PainAndDuration) -> MedianBars:
    middle = median_of(data.measured_s)
    notes = [f"noted for {len(data.measured_s):,} of {data.cramps:,}", *_few(data.measured_s)]
    if data.estimated_s:
        notes.append(f"outlined: {len(data.estimated_s):,} estimated, not in the median")
    if data.forgotten:
        notes.append(f"{data.forgotten:,} left out, stop probably forgotten")
    edges = ("0", "½", "1", "2", "5", "10")
    return MedianBars(
        title="Duration, minutes",
        notes=notes,
        counts=Counts(
            counts=by_bin(data.measured_s),
            apart=by_bin(data.estimated_s) if data.estimated_s else (),
        ),
        ticks=[
            [*enumerate(edges), (len(edges) - 0.5 + 0.1, "longer")],
            [*enumerate(edges), (len(edges) - 0.5 + 0.1, "more")],
            [*enumerate(edges[:-1]), (len(edges) - 0.5, "over 10")],
            list(enumerate(edges)),
            list(enumerate(edges))[::2],
        ],
        has_marks=True,
        median=None if middle is None else (place_of(middle), _median_words(middle)),
        empty="No duration noted here",
    )


def _median_words(duration_s: float) -> str:
    return f"median {median_duration_words(duration_s)}"


def _few(values: Sequence[int]) -> list[str]:
    return [f"no median below {MIN_VALUES}"] if 0 < len(values) < MIN_VALUES else []


def pain_and_duration(
    data: PainAndDuration, style: ChartStyle, size_in: Size | None = None
) -> "Figure":
    """Return the figure, `size_in` inches wide and high; side by side where there is room."""
    width_px, height_px = size_px(size_in, WIDTH_IN)
    said = too_little(data)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    beside = width_px >= _SIDE_BY_SIDE_PX * style.scale
    for has_notes, is_wide in ((True, beside), (True, not beside), (False, beside), (False, True)):
        if is_wide and width_px < _LEAST_BESIDE_PX * style.scale:
            continue
        drawing = _Drawing(data, style, width_px, is_wide=is_wide, has_notes=has_notes)
        if height_px is None or drawing.least_height_px <= height_px:
            return drawing.draw(height_px)
    return hint_sheet(NO_ROOM, style, width_px=width_px, height_px=height_px).figure


class _Drawing:
    """The figure in the making: measure the words, share out the height, then draw."""

    def __init__(
        self,
        data: PainAndDuration,
        style: ChartStyle,
        width_px: float,
        *,
        is_wide: bool,
        has_notes: bool,
    ) -> None:
        self.style, self.width_px, self.is_wide = style, width_px, is_wide
        self.parts = (_pain_part(data), _duration_part(data))
        notes = [plural(data.cramps, "cramp"), data.coverage.words]
        if has_notes:
            span = data.coverage.span_words
            notes = with_span([*notes, span], span, style)
        self.head = self._heading(TITLE, notes, style.title_px, self._edges(0, 1))
        shares = ((0, 0.5), (0.5, 1)) if is_wide else ((0, 1), (0, 1))
        self.edges = [self._edges(*share) for share in shares]
        self.heads = [
            self._heading(part.title, part.notes[: None if has_notes else 1], style.text_px, edges)
            for part, edges in zip(self.parts, self.edges, strict=True)
        ]
        heights = [head.height_px for head in self.heads]
        # What stands above each row of panels.
        self.rows = [max(heights)] * 2 if is_wide else heights
        self.top = _MARGIN_PX + self.head.height_px + 8 * style.scale
        self.ticks = ticks_height_px(style.text_px)
        self.gap = 14 * style.scale
        per_row = [row + self.ticks for row in (self.rows[:1] if is_wide else self.rows)]
        self.row_count = len(per_row)
        self.fixed = self.top + sum(per_row) + (len(per_row) - 1) * self.gap + _MARGIN_PX / 2

    @property
    def least_height_px(self) -> float:
        """Return the height below which the bars could no longer be read."""
        return self.fixed + self.row_count * _LEAST_PLOT_PX * self.style.scale

    def _edges(self, begin: float, end: float) -> tuple[float, float]:
        room = self.width_px - 2 * _MARGIN_PX
        between = _BETWEEN_PX / 2 * self.style.scale
        return (
            _MARGIN_PX + begin * room + (between if begin else 0),
            _MARGIN_PX + end * room - (between if end < 1 else 0),
        )

    def _heading(
        self, title: str, notes: Sequence[str], size_px: float, edges: tuple[float, float]
    ) -> Heading:
        left, right = edges
        return Heading(
            title=title, notes=notes, size_px=size_px, style=self.style, left=left, right=right
        )

    def draw(self, height_px: float | None) -> "Figure":
        """Draw at a height, or at the one that looks well."""
        height = height_px or self.fixed + self.row_count * _PLOT_PX * self.style.scale
        plot = (height - self.fixed) / self.row_count
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=height)
        self.head.draw(sheet, _MARGIN_PX)
        y = self.top
        for part, head, above, (left, right) in zip(
            self.parts, self.heads, self.rows, self.edges, strict=True
        ):
            head.draw(sheet, y)
            box = Box(left=left, top=y + above, right=right, bottom=y + above + plot)
            draw_median_bars(sheet, part, box)
            if not self.is_wide:
                y = box.bottom + self.ticks + self.gap
        return sheet.figure


def summary(data: PainAndDuration) -> str:
    """Return in one sentence both medians, each with its n, and the coverage."""
    pain, duration = median_of(data.pains), median_of(data.measured_s)
    return "; ".join(
        (
            _said("Pain", pain, lambda value: f"{value:g} of 10", "rated", data.pains, data.cramps),
            _said(
                "duration", duration, median_duration_words, "noted", data.measured_s, data.cramps
            ),
            f"{data.coverage.words}, {data.coverage.span_words}.",
        )
    )


def _said(
    what: str,
    middle: float | None,
    words: Callable[[float], str],
    noted: str,
    values: Sequence[int],
    cramps: int,
) -> str:
    said = "too few for a median" if middle is None else f"median {words(middle)}"
    return f"{what}: {said} ({noted} for {len(values):,} of {plural(cramps, 'cramp')})"


def table(data: PainAndDuration) -> Table:
    """Return the cramps of each pain and of each stretch of time, what is not noted, the medians.

    Estimated durations have a column of their own and are not among the cramps beside them.
    """
    unknown = data.cramps - len(data.measured_s) - len(data.estimated_s) - data.forgotten
    pain, duration = median_of(data.pains), median_of(data.measured_s)
    spans = zip(BINS, by_bin(data.measured_s), by_bin(data.estimated_s), strict=True)
    return Table(
        columns=("What", "Value", "Cramps", "Estimated"),
        rows=(
            *(("Pain", str(value), count, None) for value, count in enumerate(by_pain(data))),
            ("Pain", "not rated", data.cramps - len(data.pains), None),
            ("Pain, median", None if pain is None else f"{pain:g}", len(data.pains), None),
            *(("Duration", words, count, guessed) for words, count, guessed in spans),
            ("Duration", "stop probably forgotten", data.forgotten, None),
            ("Duration", "not noted", unknown, None),
            (
                "Duration, median",
                None if duration is None else median_duration_words(duration),
                len(data.measured_s),
                None,
            ),
        ),
    )


def too_little(data: PainAndDuration) -> str:
    """Return what is said until one of the two is noted often enough to show how it spreads."""
    most = max(len(data.pains), len(data.measured_s) + len(data.estimated_s))
    if most >= MIN_VALUES:
        return ""
    more = plural(MIN_VALUES - most, "more cramp" if most else "cramp")
    return f"After {more} with pain or duration this will show how they spread."


PAIN_AND_DURATION = Chart(
    name="pain-and-duration",
    title=TITLE,
    figure=pain_and_duration,
    summary=summary,
    table=table,
    too_little=too_little,
)
