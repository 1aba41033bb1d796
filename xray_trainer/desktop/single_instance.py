"""One window for each data folder: a second start raises the first window, with the set it was to open, and ends."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000


def _name(data: Path) -> str:
    return "xray-trainer-" + hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:24]


def raise_first_window(data: Path, set_folder: Path | None) -> bool:
    """Ask a window that already uses this data folder to come to the front; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(data))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    asked = json.dumps({"open": None if set_folder is None else str(set_folder.resolve())})
    socket.write(asked.encode() + b"\n")
    answered = socket.waitForBytesWritten(_WAIT_MS) and socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return answered


class FirstWindow(QObject):
    """Listens for later starts on the same data folder.

    Signals
    -------
    asked_to_front : str, the folder of a set to open ("" for none).
    """

    asked_to_front = Signal(str)

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        if not self._server.listen(_name(data)):
            QLocalServer.removeServer(_name(data))  # left over from a killed window; nobody answered there
            self._server.listen(_name(data))

    def _welcome(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(lambda: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        line = bytes(socket.readLine().data())
        socket.write(b"ok\n")
        socket.flush()
        try:
            asked = json.loads(line)
        except ValueError:
            return
        folder = asked.get("open") if isinstance(asked, dict) else None
        self.asked_to_front.emit(folder if isinstance(folder, str) else "")

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
