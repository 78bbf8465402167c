"""How a night is painted wherever nights are squares: five states, also without colour."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from crampdiary.domain.nights import NightState
from crampdiary.ui.shared.theme import Theme

HATCH_STEP = 5.0
HATCH_WIDTH = 1.0
_MANY = 3
_TWO_CRAMPS_SHARE = 0.75
_TWO_AT_NIGHT_SHARE = 0.4
_HATCH_INK_SHARE = 0.6
_CLEAR = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NightLook:
    """What a square looks like; `sign` is what stands in it at any size, beside the number."""

    fill: QColor
    ink: QColor
    line: QColor | None = None
    sign: str = ""
    is_hatched: bool = False


def look_of(theme: Theme, state: NightState, cramps: int = 0) -> NightLook:
    """Return the look of a night: the more cramps, the further from the page in lightness."""
    color = theme.color
    match state:
        case NightState.WITH_CRAMPS:
            return _look_with_cramps(theme, cramps)
        case NightState.WITHOUT_CRAMPS:
            line = color("hairline") if theme.is_night else None  # its fill is almost black
            return NightLook(fill=color("none_recorded"), ink=color("ink"), line=line)
        case NightState.NOT_RECORDED:
            return NightLook(fill=color("card"), ink=color("quiet"), is_hatched=True)
        case _:
            sign = "?" if state is NightState.DONT_REMEMBER else "\u2013"
            return NightLook(fill=color("card"), ink=color("quiet"), line=color("hatch"), sign=sign)


def hatch_ink(theme: Theme) -> QColor:
    """Return the colour of hatching: by day 3:1 on the card, so that one small square is seen."""
    return _mixed(theme.color("hatch"), theme.color("quiet"), _HATCH_INK_SHARE)


def _look_with_cramps(theme: Theme, cramps: int) -> NightLook:
    """Return the look for 1, 2, 3 or more; words on it keep 3:1 by night and 4.5:1 by day."""
    color = theme.color
    if cramps >= _MANY:
        return NightLook(fill=color("cramp_dark"), ink=color("on_strong"))
    if theme.is_night:
        return (
            NightLook(fill=color("hatch"), ink=color("focus"))
            if cramps == 1
            else NightLook(
                fill=_mixed(color("strong"), color("cramp"), _TWO_AT_NIGHT_SHARE),
                ink=color("on_strong"),
            )
        )
    if cramps == 1:
        return NightLook(fill=color("cramp_light"), ink=color("ink"))
    light, full = color("cramp_light"), color("cramp")
    return NightLook(fill=_mixed(light, full, _TWO_CRAMPS_SHARE), ink=color("on_strong"))


def _mixed(first: QColor, second: QColor, share: float) -> QColor:
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]  # typed as object
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def paint_hatch(
    painter: QPainter, rect: QRectF, colour: QColor, *, step: float = HATCH_STEP
) -> None:
    """Hatch a rectangle with lines that run on across neighbours; the clip in force is kept."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, HATCH_WIDTH))
    first = int((rect.left() - rect.bottom()) // step)
    last = int((rect.right() - rect.top()) // step) + 1
    painter.drawLines(
        [
            QLineF(
                rect.top() + number * step, rect.top(), rect.bottom() + number * step, rect.bottom()
            )
            for number in range(first, last + 1)
        ]
    )
    painter.restore()


def paint_square(
    painter: QPainter, rect: QRectF, look: NightLook, theme: Theme, radius: float
) -> None:
    """Paint the ground of a night: fill, hatching and line, without any sign."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.fillPath(path, look.fill)
    if look.is_hatched:
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        paint_hatch(painter, rect, hatch_ink(theme))
        painter.restore()
    if look.line is not None:
        half = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(half, radius, radius)


def keep_clear(painter: QPainter, words: QRectF, look: NightLook) -> None:
    """Keep hatching away from words that are painted next."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.fill)
    painter.drawRoundedRect(words.adjusted(-_CLEAR, 0, _CLEAR, 0), _CLEAR, _CLEAR)


def paint_sign(painter: QPainter, rect: QRectF, look: NightLook, font: QFont) -> None:
    """Write a night's sign in the middle of a square."""
    painter.setPen(look.ink)
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.sign)
