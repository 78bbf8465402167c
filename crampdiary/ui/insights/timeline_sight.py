"""What the timeline shows: its picture, the nights in view, and the night that is pointed at.

What was drawn is shifted and stretched at once while the view moves; once it rests, whoever listens
has it drawn anew.
"""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.services.insights import Nights
from crampdiary.ui.insights.canvas import Belt, Picture
from crampdiary.ui.insights.navigation import View, at_rest, pan, view_of, zoom
from crampdiary.ui.insights.plate import paint_moving, paint_whole, shown_px_per_night
from crampdiary.ui.insights.tip import Tip
from crampdiary.ui.insights.told import Told
from crampdiary.ui.shared.theme import Theme

WAITING = "Drawing the chart\u2026"
NAME = "Timeline of cramps, treatments and lab results"
HELP = (
    "Left and Right move on, plus and minus zoom, Home and End go to the ends. Ctrl with Left or "
    "Right goes from night to night, Enter opens the night in the Diary."
)
REST_MS = 140
_WAITING_HEIGHT = 360
_NEAR_PX, _NEAR_NIGHTS = 6, 20
_NEAR_SHARE = 0.5


class TimelineSight(QWidget):
    """The timeline without hands: `TimelineView` adds what a person does.

    `settled(nights)` tells that the view came to rest, `nearing(nights)` that it soon goes beyond
    what is drawn, `resized` that a picture of another width is wanted.
    """

    settled = Signal(object)
    nearing = Signal(object)
    resized = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture: Picture | None = None
        self.view: View | None = None
        self.cursor_night: date | None = None
        self.limits: Nights | None = None
        self._told: Told | None = None
        self._words = WAITING
        self.is_held = False
        self.tip = Tip(theme=theme, parent=self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._settle)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(280)
        self.setAccessibleName(NAME)
        self.show_picture(None)

    def show_story(self, limits: Nights, told: Told) -> None:
        """Take the nights that there are, and what is known of each."""
        self.limits, self._told = limits, told

    def show_picture(self, picture: Picture | None, words: str = WAITING) -> None:
        """Show a picture (while the view moves, its nights where they are by now), or words."""
        self.picture = picture
        self._words = words if picture is None else picture.words
        height = self._theme.px(_WAITING_HEIGHT) if picture is None else picture.height_px
        self.setFixedHeight(height)
        if picture is None:
            self.view = None
            self._rest.stop()
            self.point_at(None)
        elif not self.is_moving:
            data = picture.drawing.data
            self.view = view_of(Nights(first=data.first, last=data.last))
            self.point_at(self._in_view(self.cursor_night))
        self._tell()
        self.update()

    def show_belt(self, belt: Belt) -> None:
        """Have what lies beside the nights in view at hand, for when it moves."""
        if self.picture is not None:
            self.picture = replace(self.picture, belt=belt)
            self.update()

    @property
    def is_moving(self) -> bool:
        """Tell whether the view moved and has not come to rest yet."""
        return self.is_held or self._rest.isActive()

    def let_rest(self) -> None:
        """Come to rest at once."""
        self._rest.start(0)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(self.minimumWidth(), self.height())

    def pan_by(self, nights: float) -> None:
        """Move on by some nights, or back."""
        if self.view is not None and self.limits is not None:
            self.go_to(pan(self.view, nights, self.limits))

    def zoom_by(self, factor: float, x: float | None = None) -> bool:
        """Show `factor` times as many nights round the one at `x`; tell whether that was so."""
        if self.view is None or self.limits is None:
            return False
        at = 0.5 if x is None else (self.number_at(x) - self.view.first) / self.view.nights
        return self.go_to(zoom(self.view, factor, min(max(at, 0.0), 1.0), self.limits))

    def go_to(self, view: View) -> bool:
        """Move to another view; tell whether it is another one."""
        if view == self.view or not self.has_axis:
            return False
        self.view = view
        self._rest.start()
        if self.cursor_night is not None:
            self.point_at(self._in_view(self.cursor_night))
        self.update()
        if self._nears_edge(view):
            self.nearing.emit(self._nights_of(view))
        return True

    def _nights_of(self, view: View) -> Nights:
        assert self.limits is not None  # noqa: S101 - a view moves only where there are nights
        return at_rest(view, self.limits)

    def _nears_edge(self, view: View) -> bool:
        """Tell whether less than half a screen is drawn on a side where there are more nights."""
        if self.picture is None or self.limits is None:
            return False
        data, belt, whole = self.picture.drawing.data, self.picture.belt, view_of(self.limits)
        first = data.first.toordinal() - (belt.nights_before if belt else 0)
        end = first + (belt.nights if belt else data.nights_in_range)
        room = _NEAR_SHARE * view.nights
        return (first > whole.first and view.first - first < room) or (
            end < whole.end and end - view.end < room
        )

    def _settle(self) -> None:
        if self.view is None or self.limits is None or self.is_held:
            return
        nights = self._nights_of(self.view)
        if self.picture is not None:
            data = self.picture.drawing.data
            if (data.first, data.last) == (nights.first, nights.last):
                self.view = view_of(nights)
                self.update()
        self.settled.emit(nights)

    @property
    def has_axis(self) -> bool:
        """Tell whether there is something to move along."""
        return self.picture is not None and self.picture.geometry is not None

    def number_at(self, x: float) -> float:
        """Return the day's ordinal at `x`, with the fraction of the night."""
        assert self.picture is not None  # noqa: S101 - asked only while there is one
        assert self.picture.geometry is not None  # noqa: S101 - as above
        assert self.view is not None  # noqa: S101 - as above
        left = self.picture.geometry.left
        return self.view.first + (x - left) / shown_px_per_night(self.picture, self.view)

    def night_at(self, x: float) -> date | None:
        """Return the night at `x`, or None beside the axis."""
        if not self.has_axis or self.view is None:
            return None
        number = self.number_at(x)
        if not self.view.first <= number < self.view.end:
            return None
        return self.in_limits(date.fromordinal(int(number)))

    def x_of(self, night: date) -> float:
        """Return where the middle of a night is."""
        assert self.picture is not None  # noqa: S101 - asked only while there is one
        assert self.picture.geometry is not None  # noqa: S101 - as above
        assert self.view is not None  # noqa: S101 - as above
        nights = night.toordinal() + 0.5 - self.view.first
        return self.picture.geometry.left + nights * shown_px_per_night(self.picture, self.view)

    def in_limits(self, night: date) -> date | None:
        """Return the night, or None where it is beyond those that there are."""
        limits = self.limits
        return night if limits is not None and limits.first <= night <= limits.last else None

    def _in_view(self, night: date | None) -> date | None:
        if night is None or self.view is None or not self.has_axis:
            return None
        return night if self.view.first <= night.toordinal() < self.view.end else None

    def point_at(self, night: date | None) -> None:
        """Mark a night and tell of it, by eye and by ear."""
        self.cursor_night = night
        if night is None or self._told is None or self.picture is None or not self.has_axis:
            self.tip.hide()
        else:
            assert self.picture.geometry is not None  # noqa: S101 - it has an axis
            assert self.view is not None  # noqa: S101 - as above
            px_per_night = shown_px_per_night(self.picture, self.view)
            lines = self._told.lines(night, near=min(int(_NEAR_PX / px_per_night), _NEAR_NIGHTS))
            self.tip.tell(lines, self.x_of(night), self.picture.geometry.top + 4)
        self._tell()
        self.update()

    def _tell(self) -> None:
        """Let a screen reader say the night that is pointed at, else what is in view."""
        said = ". ".join(self.tip.lines) if self.cursor_night else f"{self._words} {HELP}"
        self.setAccessibleDescription(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a new picture."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture, the night pointed at, and a line round it all with the focus."""
        painter = QPainter(self)
        room = QRectF(self.rect())
        if self.picture is None or self.view is None:
            painter.setPen(self._theme.color("quiet"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._words)
        elif self.is_moving and self.has_axis:
            paint_moving(painter, self.picture, self.view, room)
        else:
            paint_whole(painter, self.picture, room)
        if self.cursor_night is not None and self.picture and self.picture.geometry:
            x = self.x_of(self.cursor_night)
            painter.setPen(QPen(self._theme.color("quiet"), 1))
            painter.drawLine(
                QPointF(x, self.picture.geometry.top), QPointF(x, self.picture.geometry.bottom)
            )
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
