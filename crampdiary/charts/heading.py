"""A panel's title with its notes: beside it as far as that saves lines, the rest below."""

from collections.abc import Sequence

from crampdiary.charts.fonts import printable
from crampdiary.charts.sheet import Sheet, text_width_px, wrap
from crampdiary.charts.style import ChartStyle

_JOINT = " · "
_BESIDE_PX = 24
_MARGIN_PX = 10
_LEADING = 1.45


def with_span(notes: Sequence[str], span: str, style: ChartStyle) -> list[str]:
    """Return notes that begin with the days shown, once, where the style wants them said."""
    if not style.says_span:
        return list(notes)
    return [span, *(note for note in notes if note != span)]


class Heading:
    """Words measured for the room between `left` and `right` (pixels) before they are drawn.

    Where even the title is too wide it begins at the `margin`, then it is wrapped.
    """

    def __init__(
        self,
        *,
        title: str,
        notes: Sequence[str],
        size_px: float,
        style: ChartStyle,
        left: float,
        right: float,
        margin: float = _MARGIN_PX,
    ) -> None:
        self._size_px = size_px
        self._style = style
        shown = printable(title)
        width = text_width_px(shown, size_px, bold=True)
        self._left = left if left + width <= right else margin
        self._right = right
        room = right - self._left
        self._title = wrap(shown.split(" "), room, size_px, bold=True)
        said = [printable(note) for note in notes]
        beside = _beside(said, room - width - _BESIDE_PX, room, style.text_px)
        self._beside = _JOINT.join(said[:beside])
        self._below = _note_lines(said[beside:], room, style.text_px)

    @property
    def height_px(self) -> float:
        """Return how high all lines are, in pixels."""
        return _LEADING * (
            len(self._title) * self._size_px + len(self._below) * self._style.text_px
        )

    def draw(self, sheet: Sheet, top: float) -> None:
        """Write the lines, the first one beginning at `top`."""
        quiet = self._style.palette.quiet
        y = top + _LEADING / 2 * self._size_px
        if self._beside:
            sheet.text(self._right, y, self._beside, align="right", colour=quiet, kind="note")
        for line in self._title:
            sheet.text(self._left, y, line, size_px=self._size_px, bold=True, kind="title")
            y += _LEADING * self._size_px
        y += _LEADING / 2 * (self._style.text_px - self._size_px)
        for line in self._below:
            sheet.text(self._left, y, line, colour=quiet, kind="note")
            y += _LEADING * self._style.text_px


def _beside(notes: Sequence[str], beside_px: float, room_px: float, size_px: float) -> int:
    """Return how many of the first notes stand beside the title: as few as save most lines."""
    lines = [len(_note_lines(notes, room_px, size_px))]
    for count in range(1, len(notes) + 1):
        if text_width_px(_JOINT.join(notes[:count]), size_px) > beside_px:
            break
        lines.append(len(_note_lines(notes[count:], room_px, size_px)))
    return lines.index(min(lines))


def _note_lines(notes: Sequence[str], room_px: float, size_px: float) -> list[str]:
    """Set notes into lines; one that is wider than a line is broken between its words."""
    lines: list[str] = []
    for note in notes:
        joined = f"{lines[-1]}{_JOINT}{note}" if lines else note
        if lines and text_width_px(joined, size_px) <= room_px:
            lines[-1] = joined
        else:
            lines += wrap(note.split(" "), room_px, size_px)
    return lines
