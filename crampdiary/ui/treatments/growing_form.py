"""A form whose fields come and go while somebody fills it in."""

from PySide6.QtWidgets import QWidget

from crampdiary.ui.shared.forms import FormDialog


class GrowingForm(FormDialog):
    """Grows with what is added to it as far as the screen allows, and stays on the screen."""

    def make_room(self) -> None:
        """Take the height that the fields need now."""
        self._rows.activate()
        if not self.isVisible():
            return
        self._fit()
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        below = frame.bottom() - room.bottom()
        if below > 0:
            self.move(frame.x(), max(frame.y() - below, room.y()))

    def go_to(self, widget: QWidget) -> None:
        """Bring something into sight."""
        self.make_room()
        self._scroll.ensureWidgetVisible(widget)
