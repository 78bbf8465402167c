"""Whether what was planned was taken: a strip a treatment, a bar a day or a week.

Planned doses count as taken unless someone said otherwise, so only exceptions were ever typed. A
bar is as high as all that was planned: taken as planned at its foot, late above, missed outlined.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from crampdiary.analysis.weeks import night_series, unrecorded_runs
from crampdiary.charts.boxes import Box
from crampdiary.charts.chart import Cell, Chart, Coverage, Size, Table, coverage_of, size_px
from crampdiary.charts.dose_bins import PhaseDoses, bin_words, days_per_bin, phase_doses
from crampdiary.charts.dose_strip import Strip, draw_strips, row_height_px
from crampdiary.charts.heading import Heading, with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.lanes import name_width_px
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import ChartStyle
from crampdiary.charts.time_axis import axis_height_px, draw_time_axis
from crampdiary.charts.treatment_lanes import Range, Treated, set_apart
from crampdiary.domain.adherence import adherence_words
from crampdiary.domain.nights import NightCount
from crampdiary.domain.phrases import dose_words
from crampdiary.domain.records import Dose

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Planned doses taken"
EMPTY = (
    "Nothing was taken in this time. Each treatment will have a strip here that shows which planned"
    " doses were taken, late or missed."
)
_WIDTH_IN = 10.0
_MARGIN_PX = 10
_NAMES_SHARE = 0.26
_SHORTEST_AXIS_DAYS = 14
# A stretch of hatching narrower than this would be a smudge.
_LEAST_HATCH_PX = 6.0
_SUMMARISED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AdherenceData:
    """Treatments with their phases from `first` to `last`, and the exceptions that were told.

    `nights` tell where nothing was recorded, so that taken is only assumed; `today` still lies
    open.
    """

    first: date
    last: date
    today: date
    treatments: Sequence[Treated]
    doses: Sequence[Dose] = ()
    nights: Sequence[NightCount] = ()

    @property
    def drawn(self) -> Range:
        """Return the days that are drawn."""
        return Range(first=self.first, last=self.last)

    @property
    def coverage(self) -> Coverage:
        """Return how many of the nights are recorded."""
        return coverage_of(self.nights, self.first, self.last)


def adherence_chart(
    data: AdherenceData, style: ChartStyle, size_in: Size | None = None
) -> "Figure":
    """Return the figure, `size_in` inches wide and high (96 logical pixels an inch).

    Without a height it is as high as its strips want; in one that is too small, those taken for the
    shortest time are left out, and the heading says how many.
    """
    width_px, height_px = size_px(size_in, _WIDTH_IN)
    if too_little(data):
        return hint_sheet(EMPTY, style, width_px=width_px, height_px=height_px).figure
    return _Strips(data, style, width_px, height_px).draw()


def summary(data: AdherenceData) -> str:
    """Return in one sentence what was taken of each phase."""
    if too_little(data):
        return EMPTY
    said = [
        f"{name} {dose_words(one.phase)}: {adherence_words(one.found) or 'none due yet'}"
        for name, one in _phases(data)
    ]
    if len(said) > _SUMMARISED:
        said = [*said[:_SUMMARISED], plural(len(said) - _SUMMARISED, "more phase")]
    cover = data.coverage
    return f"Planned doses taken, {cover.span_words}, {cover.words}; {'; '.join(said)}."


def table(data: AdherenceData) -> Table:
    """Return each phase within the drawn days with what came of its doses; today not counted."""
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            dose_words(one.phase),
            data.first + timedelta(days=one.start),
            data.first + timedelta(days=one.end - 1),
            one.found.planned or None,
            one.found.taken,
            one.found.missed,
            one.found.late,
            one.found.extra,
            None if one.found.share is None else round(float(one.found.share), 4),
        )
        for name, one in _phases(data)
    ]
    return Table(
        columns=(
            "Treatment",
            "Dose",
            "From",
            "To",
            "Planned",
            "Taken",
            "Missed",
            "Late",
            "Extra",
            "Share taken",
        ),
        rows=tuple(rows),
    )


def too_little(data: AdherenceData) -> str:
    """Return what is said in place of the chart where nothing was taken."""
    is_drawn = data.drawn.holds_part_of
    return "" if any(is_drawn(one) for _, phases in data.treatments for one in phases) else EMPTY


def _phases(data: AdherenceData) -> Iterator[tuple[str, PhaseDoses]]:
    """Yield each phase that is drawn, with its treatment's name, without bins."""
    for strip in _strips(data, None):
        for one in strip.phases:
            yield strip.name, one


def _strips(data: AdherenceData, days: int | None) -> list[Strip]:
    """Return the strips, treatments by their start; phases that overlap stand in strips apart."""
    told: dict[UUID, list[Dose]] = defaultdict(list)
    for dose in data.doses:
        told[dose.treatment_id].append(dose)
    shown = []
    for treatment, phases in data.treatments:
        kept = sorted(filter(data.drawn.holds_part_of, phases), key=lambda one: one.start)
        if kept:
            shown.append((treatment, kept))
    shown.sort(key=lambda one: (one[1][0].start, one[0].name.casefold()))
    return [
        Strip(
            name=treatment.name,
            phases=tuple(
                phase_doses(phase, told[treatment.id], data.drawn, data.today, days)
                for phase in row
            ),
        )
        for treatment, kept in shown
        for row in set_apart(kept)
    ]


class _Strips:
    """The strips in the making: measure first, then share out the room, then draw."""

    def __init__(
        self, data: AdherenceData, style: ChartStyle, width_px: float, height_px: float | None
    ) -> None:
        self.data, self.style = data, style
        self.width_px, self.height_px = width_px, height_px
        length = (data.last - data.first).days + 1
        self.x_limits = (0.0, float(max(length, _SHORTEST_AXIS_DAYS)))
        names = [treatment.name for treatment, _ in data.treatments]
        names_px = name_width_px(names, style.text_px, width_px)
        # Names that are too wide to stand beside their strips stand above them.
        self.is_stacked = names_px > _NAMES_SHARE * width_px
        self.left = _MARGIN_PX + (0 if self.is_stacked else 8 + names_px)
        self.right = width_px - _MARGIN_PX
        px_per_day = (self.right - self.left) / self.x_limits[1]
        self.days = days_per_bin(px_per_day)
        self.strips = _strips(data, self.days)
        self.coverage = data.coverage
        self.unrecorded = [
            (float(start), float(end))
            for start, end in unrecorded_runs(
                night_series(data.nights, data.first, data.last),
                at_least=max(1, round(_LEAST_HATCH_PX / px_per_day)),
            )
        ]

    def draw(self) -> "Figure":
        shown, head = self.strips, self._head(self.strips)
        foot = axis_height_px(self.style.text_px) + 2
        row, least = (
            row_height_px(self.style, is_tight=tight, is_stacked=self.is_stacked)
            for tight in (False, True)
        )
        if self.height_px is None:
            height = _MARGIN_PX + head.height_px + len(shown) * row + foot
        else:
            height = self.height_px
            while len(shown) > 1 and self._room(head, height) < len(shown) * least:
                shown = self._without_shortest(shown)
                head = self._head(shown)
            said = len(self._notes(shown))
            while said and self._room(head, height) < len(shown) * least:
                said -= 1
                head = self._head(shown, said)
            row = min(max(self._room(head, height) / len(shown), 1.0), 2 * row)
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=height)
        head.draw(sheet, _MARGIN_PX)
        top = _MARGIN_PX + head.height_px
        box = Box(left=self.left, top=top, right=self.right, bottom=top + len(shown) * row)
        panel = sheet.panel(
            box, x_limits=self.x_limits, y_limits=(0, len(shown) * row), kind="strips"
        )
        draw_strips(
            sheet,
            panel,
            shown,
            row_px=row,
            is_stacked=self.is_stacked,
            unrecorded=self.unrecorded,
        )
        draw_time_axis(sheet, panel, first=self.data.first, last=self.data.last)
        return sheet.figure

    def _room(self, head: Heading, height_px: float) -> float:
        foot = axis_height_px(self.style.text_px) + 2
        return height_px - _MARGIN_PX - head.height_px - foot

    @staticmethod
    def _without_shortest(strips: Sequence[Strip]) -> list[Strip]:
        """Leave out the strip that was taken on the fewest days; of several the last."""
        fewest = min(range(len(strips)), key=lambda number: (strips[number].days, -number))
        return [strip for number, strip in enumerate(strips) if number != fewest]

    def _head(self, shown: Sequence[Strip], most: int | None = None) -> Heading:
        """Return the heading, with `most` of the notes where the height has room for no more."""
        left_out = len(self.strips) - len(shown)
        return Heading(
            title=f"{TITLE}, each bar a {bin_words(self.days)}"
            if self.days <= 7  # noqa: PLR2004 - a week
            else f"{TITLE}, each bar {bin_words(self.days)}",
            notes=[
                *([f"{left_out:,} more not drawn: too little room"] if left_out else []),
                *self._notes(shown)[:most],
            ],
            size_px=self.style.title_px,
            style=self.style,
            left=_MARGIN_PX,
            right=self.right,
        )

    def _notes(self, shown: Sequence[Strip]) -> list[str]:
        """Explain what is there to be seen, and nothing else."""
        bins = [one.found for strip in shown for phase in strip.phases for one in phase.bins]
        planned = [found for found in bins if found.planned]
        said = [
            ("full height: all that was planned", bool(planned)),
            ("outlined: missed", any(found.missed for found in planned)),
            ("stronger colour: late", any(found.late for found in planned)),
            ("+ extra", any(found.extra for found in planned)),
            ("dot: taken as needed", any(not found.planned and found.taken for found in bins)),
            ("hatched: night not recorded, taken is assumed", bool(self.unrecorded and planned)),
        ]
        notes = [self.coverage.words, *(words for words, is_there in said if is_there)]
        return with_span(notes, self.coverage.span_words, self.style)


ADHERENCE = Chart(
    name="adherence",
    title=TITLE,
    figure=adherence_chart,
    summary=summary,
    table=table,
    too_little=too_little,
)
