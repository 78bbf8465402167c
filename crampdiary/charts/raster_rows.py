"""Where the marks of a night raster lie: minutes across, nights down, wider rows for many nights.

Minutes count from the midnight that begins the evening's date, so 20:00 is 1,200 and 10:00 on the
next morning 2,040; a night's clock is the one that the person's own clock showed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.analysis.weeks import Bins, NightSeries, bins

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

FROM_MIN, TO_MIN = 20 * 60, 34 * 60
CELL_MIN = 30
# One night, a week, four weeks, quarters, years: the first whose rows can still be told apart.
ROW_NIGHTS = {1: "night", 7: "week", 28: "4 weeks", 91: "13 weeks", 364: "52 weeks"}
_LEAST_ROW_PX = 2.2
# A row of fewer recorded nights is hatched like one of none (the block rule of comparisons).
_SOLID_SHARE = 4 / 7
# Pain from which a mark is middling, and from which it is dark.
MIDDLE_PAIN, STRONG_PAIN = 4, 7
NO_PAIN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class CrampMark:
    """One cramp as the raster shows it.

    `start_min` is None where only the night is known; `duration_s` and `pain` where not noted.
    `is_forgotten` tells that it was timed so long that its stop was probably forgotten.
    """

    night: date
    start_min: float | None = None
    duration_s: int | None = None
    pain: int | None = None
    is_forgotten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The cramps of a range as arrays; `start_min` is NaN without a time, `pain` -1 without."""

    night: "Ints"
    start_min: "Floats"
    end_min: "Floats"
    pain: "Ints"
    is_forgotten: "Flags"

    @property
    def is_untimed(self) -> "Flags":
        """Tell which have no time of day."""
        import numpy as np

        return np.isnan(self.start_min)

    @property
    def is_before(self) -> "Flags":
        """Tell which came before the first minute that a row shows."""
        before: Flags = self.start_min < FROM_MIN
        return before

    @property
    def is_after(self) -> "Flags":
        """Tell which came after the last minute that a row shows."""
        after: Flags = self.start_min >= TO_MIN
        return after

    @property
    def is_inside(self) -> "Flags":
        """Tell which a row shows at their time."""
        return ~(self.is_untimed | self.is_before | self.is_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """Rows of several nights: cramps per recorded night in each half hour, shape (rows, 28).

    `top` is the highest value of a row with enough recorded nights, and at least above 0.
    """

    rows: Bins
    is_solid: "Flags"
    per_night: "Floats"
    top: float


def marks_of(cramps: Sequence[CrampMark], first: date, last: date) -> Marks:
    """Return the cramps of the nights `first` to `last` as arrays, in the order given."""
    import numpy as np

    shown = [one for one in cramps if first <= one.night <= last]
    origin = first.toordinal()
    start = np.array(
        [np.nan if one.start_min is None else one.start_min for one in shown], dtype=np.float64
    )
    # A forgotten stop would draw a mark over the whole night.
    lasted = [0 if one.is_forgotten else one.duration_s or 0 for one in shown]
    return Marks(
        night=np.array([one.night.toordinal() - origin for one in shown], dtype=np.int64),
        start_min=start,
        end_min=start + np.array(lasted, dtype=np.float64) / 60,
        pain=np.array([NO_PAIN if one.pain is None else one.pain for one in shown], dtype=np.int64),
        is_forgotten=np.array([one.is_forgotten for one in shown], dtype=np.bool_),
    )


def nights_per_row(nights: int, height_px: float) -> int:
    """Return how many nights share a row, so that rows can be told apart."""
    fitting = (size for size in ROW_NIGHTS if height_px / -(-nights // size) >= _LEAST_ROW_PX)
    return next(fitting, max(ROW_NIGHTS))


def natural_height_px(nights: int, scale: float) -> float:
    """Return the height at which a row a night, or a week, reads well: 24 px, then less."""
    wanted = min(24 * nights, max(336, 8 * nights), 720) * scale
    # A year still has a row for each night.
    return max(wanted, _LEAST_ROW_PX * nights) if nights <= 366 else wanted  # noqa: PLR2004


def density(series: NightSeries, marks: Marks, size: int) -> Density:
    """Count the cramps inside 20:00 to 10:00 by row and half hour, per recorded night."""
    import numpy as np

    rows = bins(series, size)
    inside = marks.is_inside
    counts = np.zeros((len(rows.start), (TO_MIN - FROM_MIN) // CELL_MIN))
    cell = ((marks.start_min[inside] - FROM_MIN) // CELL_MIN).astype(np.int64)
    np.add.at(counts, (marks.night[inside] // size, cell), 1)
    per_night = counts / np.maximum(rows.recorded, 1)[:, None]
    is_solid = rows.recorded >= _SOLID_SHARE * (rows.end - rows.start)
    drawn = per_night[is_solid] if is_solid.any() else per_night
    top = float(drawn.max(initial=0)) or float(per_night.max(initial=0)) or 1.0
    return Density(rows=rows, is_solid=is_solid, per_night=per_night, top=top)


def per_row(marks: Marks, chosen: "Flags", size: int, nights: int) -> "Ints":
    """Return how many of the chosen cramps each row has."""
    import numpy as np

    counts: Ints = np.bincount(marks.night[chosen] // size, minlength=-(-nights // size))
    return counts
