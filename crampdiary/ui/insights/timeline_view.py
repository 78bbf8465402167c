"""What a person does to the timeline, by mouse, wheel, keys and fingers.

The wheel zooms at the pointer and pans with Shift or sideways; dragging pans; a click opens.
"""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from crampdiary.domain.nights import ONE_DAY
from crampdiary.ui.insights.fingers import Fingers
from crampdiary.ui.insights.navigation import bring_in, to_end, to_start
from crampdiary.ui.insights.plate import shown_px_per_night
from crampdiary.ui.insights.speech import announce
from crampdiary.ui.insights.timeline_sight import TimelineSight
from crampdiary.ui.shared.theme import Theme

_NOTCH = 120
_ZOOM_A_NOTCH = 0.8
_PAN_SHARE, _PAGE_SHARE = 1 / 8, 0.9
_TOUCHES = {
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
}
_TIMES = {Qt.Key.Key_Plus: _ZOOM_A_NOTCH, Qt.Key.Key_Equal: _ZOOM_A_NOTCH}
_TIMES |= {Qt.Key.Key_Minus: 1 / _ZOOM_A_NOTCH, Qt.Key.Key_Underscore: 1 / _ZOOM_A_NOTCH}
_SHARES = {
    Qt.Key.Key_Left: -_PAN_SHARE,
    Qt.Key.Key_Right: _PAN_SHARE,
    Qt.Key.Key_PageUp: -_PAGE_SHARE,
    Qt.Key.Key_PageDown: _PAGE_SHARE,
}
_STEPS = {Qt.Key.Key_Left: -ONE_DAY, Qt.Key.Key_Right: ONE_DAY}


class TimelineView(TimelineSight):
    """`night_opened(night)` tells that a night is to be opened in the Diary."""

    night_opened = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._fingers = Fingers()
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._by_keys = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it began: it may be a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton and self.has_axis:
            self._pressed = self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or tell of the night below the pointer."""
        at = event.position()
        if self._pressed is None or self._last is None:
            self._hover(at)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and not self.is_held:
            self.is_held = True
            self.point_at(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.is_held:
            self.pan_by(self.number_at(self._last.x()) - self.number_at(at.x()))
            self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or open the night that was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = self._last = None
        night = self.night_at(event.position().x())
        if self.is_held:
            self.is_held = False
            self.let_rest()
        elif night is not None:
            self.night_opened.emit(night)

    def _hover(self, at: QPointF) -> None:
        night = self.night_at(at.x())
        self._by_keys = False
        if night != self.cursor_night:
            self.point_at(night)
        self.setCursor(
            Qt.CursorShape.ArrowCursor if night is None else Qt.CursorShape.PointingHandCursor
        )

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of nothing any more, unless the keys point."""
        super().leaveEvent(event)
        if not self._by_keys:
            self.point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of nothing any more."""
        super().focusOutEvent(event)
        self.point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer, pan with Shift or sideways; at an end let the page scroll."""
        turned, sideways = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned, sideways = 0, sideways or turned
        x = event.position().x()
        went = False
        if sideways and self.view is not None:
            before = self.view
            self.pan_by(-sideways / _NOTCH * self.view.nights * _PAN_SHARE)
            went = self.view != before
        elif turned and self.night_at(x) is not None:
            went = self.zoom_by(_ZOOM_A_NOTCH ** (turned / _NOTCH), x)
        event.setAccepted(went)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move about, or open the night that the keys point at."""
        key, with_ctrl = (
            Qt.Key(event.key()),
            event.modifiers() & Qt.KeyboardModifier.ControlModifier,
        )
        if self.view is None or self.limits is None or not self.has_axis:
            super().keyPressEvent(event)
        elif with_ctrl and key in _STEPS:
            self._step(key)
        elif key in _SHARES:
            self.pan_by(_SHARES[key] * self.view.nights)
        elif key in _TIMES:
            night = self.cursor_night
            self.zoom_by(_TIMES[key], None if night is None else self.x_of(night))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            go = to_start if key is Qt.Key.Key_Home else to_end
            self.go_to(go(self.view, self.limits))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.cursor_night is not None:
            self.night_opened.emit(self.cursor_night)
        elif key is Qt.Key.Key_Escape and self.cursor_night is not None:
            self.point_at(None)
        else:
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key) -> None:
        """Point at the next night, beginning with the newest in view."""
        assert self.view is not None  # noqa: S101 - keys work only while there is one
        assert self.limits is not None  # noqa: S101 - as above
        night = self.cursor_night
        if night is None:
            night = self.in_limits(date.fromordinal(int(self.view.end - 1))) or self.limits.last
        else:
            night = self.in_limits(night + _STEPS[key]) or night
        self._by_keys = True
        self.go_to(bring_in(self.view, night, self.limits))
        self.point_at(night)
        announce(self, ". ".join(self.tip.lines))

    def event(self, event: QEvent) -> bool:
        """Follow fingers on a screen and on a trackpad."""
        if event.type() in _TOUCHES and isinstance(event, QTouchEvent) and self.has_axis:
            self._follow(event)
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            return self.zoom_by(1 / max(1 + event.value(), 0.1), event.position().x())
        return super().event(event)

    def _follow(self, event: QTouchEvent) -> None:
        moved = self._fingers.follow(event)
        if moved is not None and self.picture is not None and self.view is not None:
            if moved.factor != 1:
                self.zoom_by(moved.factor, moved.at.x())
            self.pan_by(-moved.by_px / shown_px_per_night(self.picture, self.view))
        at = self._fingers.tapped(event)
        if at is None:
            return
        night = self.night_at(at.x())
        if night is not None and night == self.cursor_night:
            self.night_opened.emit(night)
        else:
            self.point_at(night)
