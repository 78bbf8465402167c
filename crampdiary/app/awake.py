"""Keeps the screen from going dark while a cramp is running, and not a minute longer.

Linux desktops are asked through the session bus (org.freedesktop.ScreenSaver); other systems are
left alone. The request ends with its connection, so it cannot outlive the app.
"""

import sys

APPLICATION, REASON = "Cramp Diary", "A cramp is running"
_SERVICE = "org.freedesktop.ScreenSaver"
_PATH = "/org/freedesktop/ScreenSaver"
_CONNECTION = "crampdiary-awake"


def keep_awake(wanted: bool) -> None:  # noqa: FBT001 - connected to a signal that carries it
    """Ask that the screen stays on, or let go."""
    if not sys.platform.startswith("linux"):
        return
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415 - at the first cramp

    if not wanted:
        QDBusConnection.disconnectFromBus(_CONNECTION)
        return
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
    if bus.isConnected():
        wish = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
        wish.setArguments([APPLICATION, REASON])
        bus.send(wish)  # waits for no answer: a desktop without the service is none the worse
