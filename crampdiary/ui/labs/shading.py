"""What is shaded behind the values of a small chart, and what it is called.

The laboratory's own range goes first; only where it gave none, commonly used bands or typical
values of adults stand in, and are named as what they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.intervals import Interval
from crampdiary.domain.lab_verdicts import Band
from crampdiary.services.lab_readings import LabRow
from crampdiary.ui.labs.words import end_text

COMMON = "commonly used bands"
_TOKENS = {
    Band.DEFICIENT: "band_low",
    Band.INSUFFICIENT: "band_middle",
    Band.SUFFICIENT: "band_good",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Shaded from `low` to `high` (None: to the edge) in a colour token, in the row's unit."""

    low: float | None
    high: float | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shading:
    """The zones of a row, the ends that are named at the left, and what it all is."""

    name: str = ""
    zones: tuple[Zone, ...] = ()
    ends: tuple[tuple[float, str], ...] = ()


def shading_of(row: LabRow) -> Shading:
    """Return what is shaded behind a row; nothing where only words are known of its range."""
    if row.ranged is not None:
        own = row.ranged.interval
        name = f"lab's range {row.ranged.range_text}"
        return Shading() if own is None else _shading(name, [(own, "band_good")])
    if row.bands:
        return _shading(COMMON, [(span, _TOKENS[band]) for band, span in row.bands])
    if row.typical is not None:
        return _shading(f"typical range {_words(row.typical)}", [(row.typical, "band_good")])
    return Shading()


def _words(span: Interval) -> str:
    low, high = ("" if end is None else end_text(end) for end in (span.low, span.high))
    if low and high:
        return f"{low} to {high}"
    return f"{low} or more" if low else f"up to {high}"


def _shading(name: str, spans: Sequence[tuple[Interval, str]]) -> Shading:
    ends: dict[Decimal | Fraction, str] = {}
    for span, _ in spans:
        ends |= {end: end_text(end) for end in (span.low, span.high) if end is not None}
    return Shading(
        name=name,
        zones=tuple(
            Zone(
                low=None if span.low is None else float(span.low),
                high=None if span.high is None else float(span.high),
                token=token,
            )
            for span, token in spans
        ),
        ends=tuple((float(end), ends[end]) for end in sorted(ends)),
    )
