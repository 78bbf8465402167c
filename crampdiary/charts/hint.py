"""What a figure says in its middle where there is too little to draw: never an empty axis."""

from crampdiary.charts.fonts import printable
from crampdiary.charts.sheet import Sheet, wrap
from crampdiary.charts.style import ChartStyle

_MARGIN_PX = 10
_LEADING = 1.4
_LEAST_PX = 110


def hint_sheet(
    said: str, style: ChartStyle, *, width_px: float, height_px: float | None = None
) -> Sheet:
    """Return a figure that says one or two sentences; the first one is larger."""
    sheet = Sheet(style=style, width_px=width_px, height_px=height_px or _LEAST_PX * style.scale)
    draw_hint(sheet, said)
    return sheet


def draw_hint(sheet: Sheet, said: str) -> None:
    """Write sentences into the middle of a sheet, wrapped; what has no room is cut."""
    style = sheet.style
    room = sheet.width_px - 2 * _MARGIN_PX
    first, dot, more = printable(said).partition(". ")
    lines = [
        (line, size, colour)
        for words, size, colour in (
            (first + dot.strip(), style.title_px, style.palette.ink),
            (more, style.text_px, style.palette.quiet),
        )
        for line in wrap(words.split(), room, size)
    ]
    while len(lines) > 1 and _height(lines) > sheet.height_px - 2:
        lines.pop()
    y = (sheet.height_px - _height(lines)) / 2
    for line, size, colour in lines:
        y += _LEADING * size / 2
        sheet.text(
            sheet.width_px / 2, y, line, align="center", size_px=size, colour=colour, kind="hint"
        )
        y += _LEADING * size / 2


def _height(lines: list[tuple[str, float, str]]) -> float:
    return sum(_LEADING * size for _, size, _ in lines)
