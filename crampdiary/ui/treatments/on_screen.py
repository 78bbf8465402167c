"""A form that grows while somebody fills it in stays on the screen."""

from PySide6.QtWidgets import QWidget


def keep_on_screen(window: QWidget) -> None:
    """Move a window up where its foot would lie below the screen's."""
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    below = frame.bottom() - room.bottom()
    if below > 0:
        window.move(frame.x(), max(frame.y() - below, room.y()))
