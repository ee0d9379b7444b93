"""What is checked before anything is started, and the wait for the first healthy answer afterwards."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from app.dev.places import exclusive
from app.dev.processes import StartupError, last_lines
from app.dev.supervision import Program

LAST_PORT = 65535
LARGEST_LOG = 10_000_000
SECONDS_UNTIL_HEALTHY = 900  # a migration of real data takes what it takes
SECONDS_UNTIL_READY = 10


@contextmanager
def alone(data_dir: Path, note: str) -> Iterator[None]:
    """One stack per DATA_DIR; `note` tells a second one about the first."""
    with ExitStack() as held:
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            lock = data_dir / "stack.lock"
            running = lock.read_text().strip() if lock.exists() else ""
            refusal = f"Already running from this folder: {running}. Stop that one first (Ctrl-C there, or kill)."
            held.enter_context(exclusive(lock, refusal))
            lock.write_text(f"{note}\n")
        except PermissionError as refused:
            way_out = "Run as the user who owns it, or set DATA_DIR."
            raise StartupError(f"{data_dir} cannot be written by this user. {way_out}") from refused
        yield


def port_number(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= LAST_PORT:
        return int(text)
    raise StartupError(f"PORT must be a number from 1 to {LAST_PORT}, not {text!r}.")


def require_free_port(host: str, port: int) -> None:
    """Bind as the web server will; connect too, because macOS lets two programs bind overlapping addresses."""
    way_out = f"Use another port: PORT={port + 1 if port < LAST_PORT else 8000} make run"
    with socket.socket() as probe:
        if probe.connect_ex((reachable(host), port)) == 0:
            raise StartupError(f"Port {port} is taken by another program. {way_out}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            raise StartupError(f"Port {port} cannot be used ({refused.strerror}). {way_out}") from refused


def reachable(host: str) -> str:
    return "127.0.0.1" if host in ("", "0.0.0.0") else host  # noqa: S104 -- compared, not bound


def turn_over_logs(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # without a mail server messages are written there
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))


def wait_until_healthy(host: str, port: int, web: Program) -> None:
    deadline = time.monotonic() + SECONDS_UNTIL_HEALTHY
    while time.monotonic() < deadline and web.process and web.process.poll() is None:
        if _answers(host, port, "/healthz"):
            return
        time.sleep(0.05)
    raise StartupError(f"The web server did not start. The end of {web.log}:\n{last_lines(web.log, 25)}")


def wait_until_ready(host: str, port: int) -> None:
    """Return once every part has reported in; after some seconds anyhow, and /readyz names what is missing."""
    deadline = time.monotonic() + SECONDS_UNTIL_READY
    while time.monotonic() < deadline and not _answers(host, port, "/readyz"):
        time.sleep(0.1)


def _answers(host: str, port: int, path: str) -> bool:
    connection = HTTPConnection(reachable(host), port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200  # noqa: PLR2004 -- HTTP's own number
    except (OSError, HTTPException):  # not listening yet
        return False
    finally:
        connection.close()
