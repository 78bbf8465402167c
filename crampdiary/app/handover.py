"""How a second start hands its wish to the first: one line there, `ok` back, on a local socket.

Only this module imports QtNetwork. A local socket is a file (a pipe on Windows) that this person
alone may open; nothing ever listens on a network.
"""

import os
from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QDir, QObject, QThread, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from crampdiary.app.instance import Instance
from crampdiary.app.wishes import Wish

NO_ANSWER = (
    "Cramp Diary is open already, but does not answer. Nothing is lost; close it, or wait a "
    "moment, and start again."
)
WAIT_MS = 8_000
PATIENCE_MS = 2_000
MAX_BYTES = 64
_PAUSE_MS = 50
_OK = b"ok\n"


class Answer(Enum):
    """How handing over ended: it was done, this start is the first now, or nobody answered."""

    DONE = auto()
    FIRST = auto()
    NONE = auto()


def hand_over(instance: Instance, wish: Wish, *, wait_ms: int = WAIT_MS) -> Answer:
    """Ask the first one to do what was wished; it may still be starting, or just be leaving."""
    until = QDeadlineTimer(wait_ms)
    while True:
        if any(_is_ours(place) and _ask(place, wish, until) for place in instance.sockets):
            return Answer.DONE
        if instance.take():
            return Answer.FIRST
        if until.hasExpired():
            return Answer.FIRST if instance.take_from_nobody() else Answer.NONE
        QThread.msleep(_PAUSE_MS)


def _ask(place: str, wish: Wish, until: QDeadlineTimer) -> bool:
    socket = QLocalSocket()
    socket.setReadBufferSize(MAX_BYTES)
    socket.connectToServer(place)
    if not socket.waitForConnected(until.remainingTime()):
        return False
    socket.write(f"{wish}\n".encode("ascii"))
    socket.flush()
    while not socket.canReadLine():
        if until.hasExpired() or not socket.waitForReadyRead(until.remainingTime()):
            break
    said = bytes(socket.readLine(MAX_BYTES).data())
    socket.abort()
    return said == _OK


def _is_ours(place: str) -> bool:
    """Tell whether a socket belongs to this person; in a shared folder anybody may make one."""
    if os.name == "nt":
        return True
    try:
        return Path(QDir.tempPath(), place).stat().st_uid == os.getuid()
    except OSError:
        return False


class WishServer(QObject):
    """Listens for the wishes of later starts; `wished` tells one, and may not ask back."""

    wished = Signal(str)

    def __init__(self, *, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def listen(self, sockets: Iterable[str]) -> bool:
        """Listen at the first of these names that can be had, in place of one who died there.

        Only for who holds the lock.
        """
        return any(
            QLocalServer.removeServer(place) and self._server.listen(place) for place in sockets
        )

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _on_server_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            caller = _Caller(self._server.nextPendingConnection(), parent=self)
            caller.wished.connect(self.wished)
            caller.listen()


class _Caller(QObject):
    """A later start that has connected: one line, one answer, and it is gone."""

    wished = Signal(str)

    def __init__(self, socket: QLocalSocket, *, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(MAX_BYTES)
        self._patience = QTimer(self)
        self._patience.timeout.connect(self._hang_up)
        socket.readyRead.connect(self.listen)
        socket.disconnected.connect(self.deleteLater)
        self._patience.start(PATIENCE_MS)

    def listen(self) -> None:
        """Take one whole line that is a wish; ignore all else."""
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() >= MAX_BYTES:
                self._hang_up()
            return
        line = bytes(self._socket.readLine(MAX_BYTES).data())
        try:
            wish = Wish(line.decode("ascii").removesuffix("\n"))
        except ValueError:  # letters that are not ASCII, too
            self._hang_up()
            return
        self.wished.emit(wish)
        self._socket.write(_OK)
        self._socket.flush()
        self._socket.disconnectFromServer()

    def _hang_up(self) -> None:
        self._socket.abort()
