"""How the height of a timeline is shared out between nights, rows and the lab panel."""

from dataclasses import dataclass

# Logical pixels at 100 % text size: what each part wants, and what it can live with.
_NIGHTS_WANTED, _NIGHTS_LEAST = 220, 84
_LABS_WANTED, _LABS_LEAST = 110, 54
_ROW_WANTED, _ROW_FEW, _ROW_LEAST = 30, 6, 15
_ROW_MANY = 20
_ROW_GAP = 6
_ROW_GAP_LEAST = 3
_PART_GAP = 16


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

    `has_more` keeps one row of text free for what is left out.
    """

    nights_px: float
    row_px: float
    row_gap_px: float
    treatment_rows: int
    lab_rows: int
    labs_px: float
    part_gap_px: float
    has_more: bool


def natural_height_px(parts: Parts) -> float:
    """Return the height at which every row is drawn in comfort."""
    scale = parts.scale
    rows = parts.treatment_rows + parts.lab_rows
    row = (_ROW_WANTED if rows <= _ROW_FEW else _ROW_MANY) * scale
    height = _NIGHTS_WANTED * scale + _rows_px(rows, row, _ROW_GAP, scale)
    if parts.has_labs:
        height += (_LABS_WANTED + _PART_GAP) * scale + parts.labs_head_px
    return height


def plan(parts: Parts, room_px: float) -> Plan:
    """Share out `room_px`: rows shrink first, then panels, then rows are left out."""
    scale = parts.scale
    rows = parts.treatment_rows + parts.lab_rows
    fixed = parts.labs_head_px + _PART_GAP * scale if parts.has_labs else 0.0
    for nights, labs, row, gap in (
        (_NIGHTS_WANTED, _LABS_WANTED, _ROW_WANTED, _ROW_GAP),
        (170, 90, _ROW_WANTED, _ROW_GAP),
        (150, 84, 24, 5),
        (140, 76, _ROW_MANY, 4),
        (120, 70, _ROW_LEAST, _ROW_GAP_LEAST),
        (100, 62, _ROW_LEAST, _ROW_GAP_LEAST),
        (_NIGHTS_LEAST, _LABS_LEAST, _ROW_LEAST, _ROW_GAP_LEAST),
    ):
        labs_px = labs * scale if parts.has_labs else 0.0
        used = nights * scale + labs_px + fixed + _rows_px(rows, row * scale, gap, scale)
        if used <= room_px:
            break
    else:
        spare = room_px - used + _rows_px(rows, row * scale, gap, scale)
        rows = max(0, int((spare - _PART_GAP * scale) / ((row + gap) * scale)) - 1)
    lab_rows = min(parts.lab_rows, max(rows - parts.treatment_rows, rows // 3))
    treatment_rows = min(parts.treatment_rows, rows - lab_rows)
    has_more = rows < parts.treatment_rows + parts.lab_rows
    drawn = _rows_px(treatment_rows + lab_rows + has_more, row * scale, gap, scale)
    spare = room_px - fixed - drawn - labs_px - nights * scale
    more_labs = min(max(0.0, 0.25 * spare), 0.5 * labs_px)
    return Plan(
        nights_px=max(40.0, nights * scale + spare - more_labs),
        row_px=row * scale,
        row_gap_px=gap * scale,
        treatment_rows=treatment_rows,
        lab_rows=lab_rows,
        labs_px=labs_px + more_labs,
        part_gap_px=_PART_GAP * scale,
        has_more=has_more,
    )


def _rows_px(rows: int, row: float, gap: float, scale: float) -> float:
    return _PART_GAP * scale + rows * (row + gap * scale) if rows else 0.0
