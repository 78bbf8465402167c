"""The icon in the tray: log a cramp, open, quit. Where there is no tray, nothing is missed."""

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from crampdiary.ui.shared.moon import moon_path
from crampdiary.ui.shared.theme import Theme

_ICON_SIZES = (16, 22, 24, 32, 48, 64)
_MOON_SHARE = 0.62
_MESSAGE_MS = 20_000


class Tray(QObject):
    """Shown where the system has a tray, also one that comes later; all it does is ask."""

    log_requested = Signal()
    open_requested = Signal()
    quit_requested = Signal()
    message_clicked = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        """`parent` is the window, with which the menu goes away."""
        super().__init__(parent)
        self._theme = theme
        self.menu = QMenu(parent)
        for words, wish in (
            ("Log a cramp", self.log_requested),
            ("Open Cramp Diary", self.open_requested),
            ("", None),
            ("Quit", self.quit_requested),
        ):
            if wish is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(words).triggered.connect(wish)
        self.icon = QSystemTrayIcon(self)
        self.icon.setToolTip("Cramp Diary")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_icon_activated)
        self.icon.messageClicked.connect(self.message_clicked)
        theme.changed.connect(self._dress)
        self._dress()
        # Under X a tray that comes later takes the icon too; elsewhere Qt would only complain.
        if QSystemTrayIcon.isSystemTrayAvailable() or QApplication.platformName() == "xcb":
            self.icon.show()

    @property
    def is_there(self) -> bool:
        """Tell whether a person can see the icon."""
        return QSystemTrayIcon.isSystemTrayAvailable() and self.icon.isVisible()

    def say(self, title: str, words: str) -> None:
        """Show a message in the desktop's own way, without a sound."""
        self.icon.showMessage(title, words, self.icon.icon(), _MESSAGE_MS)

    def close(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def _on_icon_activated(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_requested.emit()

    def _dress(self) -> None:
        self.icon.setIcon(tray_icon(self._theme))


def tray_icon(theme: Theme) -> QIcon:
    """Return the moon on a disc of its own, for a panel may be light or dark."""
    icon = QIcon()
    for size in _ICON_SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("paper"))
        painter.drawEllipse(QRectF(0, 0, size, size))
        painter.translate(size * (1 - _MOON_SHARE) / 2, size * (1 - _MOON_SHARE) / 2)
        painter.fillPath(moon_path(size * _MOON_SHARE), theme.color("strong"))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
