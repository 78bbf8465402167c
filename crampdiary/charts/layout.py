"""How the height of a timeline is shared out between nights, rows and the lab panel."""

from dataclasses import dataclass, replace
from typing import NamedTuple


class Tier(NamedTuple):
    """Heights in logical pixels at 100 % text size."""

    nights: int
    labs: int
    row: int
    gap: int


# From comfortable to what can just be read; the first that fits is taken.
_TIERS = (
    Tier(nights=220, labs=110, row=30, gap=6),
    Tier(nights=170, labs=90, row=30, gap=6),
    Tier(nights=150, labs=84, row=24, gap=5),
    Tier(nights=140, labs=76, row=20, gap=4),
    Tier(nights=120, labs=70, row=16, gap=3),
    Tier(nights=100, labs=62, row=15, gap=3),
    Tier(nights=84, labs=54, row=15, gap=3),
)
_MANY_ROWS = 6
_ROW_OF_MANY_PX = 20
_PART_GAP_PX = 16
_LEAST_PX = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """How much there is to show; `labs_head_px` is the height of the lab panel's heading."""

    treatment_rows: int
    lab_rows: int
    has_labs: bool
    labs_head_px: float
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Heights in pixels and how many rows of each kind are drawn.

    `labs_px` is 0 where the lab panel is not drawn; `has_more` keeps one row of text free for what
    is left out.
    """

    nights_px: float
    labs_px: float
    row_px: float
    row_gap_px: float
    part_gap_px: float
    treatment_rows: int
    lab_rows: int
    has_more: bool


def natural_height_px(parts: Parts) -> float:
    """Return the height at which every row is drawn in comfort."""
    rows = parts.treatment_rows + parts.lab_rows
    best = _TIERS[0]
    return _used_px(parts, best if rows <= _MANY_ROWS else best._replace(row=_ROW_OF_MANY_PX), rows)


def plan(parts: Parts, room_px: float) -> Plan:
    """Share out `room_px`: all shrink a little, then rows are left out, then the lab panel.

    A single treatment says more about cramps than a laboratory's curve.
    """
    wanted = parts.treatment_rows + parts.lab_rows
    for tier in _TIERS:
        if _used_px(parts, tier, wanted) <= room_px:
            return _shared(parts, tier, room_px, rows=wanted)
    tier = _TIERS[-1]
    row_px = (tier.row + tier.gap) * parts.scale
    # One row less: it says what is left out.
    rows = int((room_px - _used_px(parts, tier, 1)) // row_px)
    if parts.has_labs and rows < min(parts.treatment_rows, 2):
        return plan(replace(parts, has_labs=False, lab_rows=parts.lab_rows + 1), room_px)
    return _shared(parts, tier, room_px, rows=min(max(rows, 0), wanted))


def _shared(parts: Parts, tier: Tier, room_px: float, *, rows: int) -> Plan:
    scale = parts.scale
    lab_rows = min(parts.lab_rows, max(rows - parts.treatment_rows, rows // 3))
    treatment_rows = min(parts.treatment_rows, rows - lab_rows)
    has_more = rows < parts.treatment_rows + parts.lab_rows
    spare = room_px - _used_px(parts, tier, treatment_rows + lab_rows + has_more)
    labs_px = tier.labs * scale if parts.has_labs else 0.0
    more_labs_px = min(max(0.0, 0.25 * spare), 0.5 * labs_px)
    return Plan(
        nights_px=max(_LEAST_PX * scale, tier.nights * scale + spare - more_labs_px),
        labs_px=labs_px + more_labs_px,
        row_px=tier.row * scale,
        row_gap_px=tier.gap * scale,
        part_gap_px=_PART_GAP_PX * scale,
        treatment_rows=treatment_rows,
        lab_rows=lab_rows,
        has_more=has_more,
    )


def _used_px(parts: Parts, tier: Tier, rows: int) -> float:
    used = tier.nights * parts.scale
    if rows:
        used += (_PART_GAP_PX + rows * (tier.row + tier.gap)) * parts.scale
    if parts.has_labs:
        used += (_PART_GAP_PX + tier.labs) * parts.scale + parts.labs_head_px
    return used
