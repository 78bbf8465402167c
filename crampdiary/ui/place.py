"""Where the window is by day, and its way to the full screen and back."""

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

USUAL_SIZE = QSize(1280, 800)
# What a title bar and borders take at most, so that a small screen holds the whole window.
_FRAME = QSize(16, 48)
_GEOMETRY = "window/geometry"


class Place:
    """Remembers the place of a window; what fills the screen is never remembered."""

    def __init__(self, window: QMainWindow, settings: QSettings) -> None:
        """Give the window the place it had last, or its usual size."""
        self._window, self._settings = window, settings
        self._state_by_day: QtCore.Qt.WindowState | None = None
        self._size_by_day: QSize | None = None
        window.resize(USUAL_SIZE.boundedTo(window.screen().availableSize() - _FRAME))
        self._restore()

    def fill_screen(self) -> None:
        """Fill the screen: a title bar is bright, and its colours are not ours."""
        window = self._window
        if window.isFullScreen():
            return
        if window.isVisible():
            self.remember()
        else:  # it will forget its size by day, in which it was never shown
            self._size_by_day = window.size()
        self._state_by_day = window.windowState()
        window.setWindowState(QtCore.Qt.WindowState.WindowFullScreen)

    def leave_full_screen(self) -> None:
        """Be a window again, as it was before."""
        if self._state_by_day is None:
            return
        self._window.setWindowState(self._state_by_day)
        self._state_by_day = None
        if self._size_by_day is not None and not self._window.isMaximized() and not self._restore():
            self._take_middle(self._size_by_day)
        self._size_by_day = None

    def remember(self) -> None:
        """Remember where the window is, unless it fills the screen."""
        if self._state_by_day is None:
            self._settings.setValue(_GEOMETRY, self._window.saveGeometry())

    def _restore(self) -> bool:
        """Take the remembered place; return False where there is none, or nonsense."""
        geometry = self._settings.value(_GEOMETRY)
        return isinstance(geometry, QByteArray) and self._window.restoreGeometry(geometry)

    def _take_middle(self, size: QSize) -> None:
        room = self._window.screen().availableGeometry()
        place = QRect(room.topLeft(), size.boundedTo(room.size() - _FRAME))
        place.moveCenter(room.center())
        place.moveTop(max(place.top(), room.top() + _FRAME.height() // 2))
        self._window.setGeometry(place)
