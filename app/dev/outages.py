"""Takes the private PostgreSQL away while a call is played: stopped, or frozen, which answers nothing and ends nothing.

The supervisor of the stack starts a stopped server again after a second, and what was frozen goes on here.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from os import kill
from pathlib import Path

from app.dev.postgres import PrivatePostgres
from app.dev.processes import StartupError

SECONDS_TO_COME_BACK = 30


class Outage(StrEnum):
    STOPPED = "stopped"
    FROZEN = "frozen"


@contextmanager
def database_away(data_dir: Path, outage: Outage) -> Iterator[None]:
    """Raises StartupError where no private server runs on this folder."""
    server = _server_process(data_dir)
    if outage is Outage.STOPPED:
        kill(server, signal.SIGINT)
        _wait_until(lambda: not _lives(server), "PostgreSQL did not stop.")
        yield
        return
    frozen = [server, *_children_of(server)]
    _signal_all(frozen, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal_all(frozen, signal.SIGCONT)


def wait_until_back(answers: Callable[[], bool]) -> None:
    """Return once `answers()` is true; raise StartupError after half a minute."""
    _wait_until(answers, "PostgreSQL did not come back.")


def _server_process(data_dir: Path) -> int:
    file = PrivatePostgres(data_dir).cluster / "postmaster.pid"
    if not file.exists():
        raise StartupError(f"No private PostgreSQL runs on {data_dir}: start the stack with `make run`.")
    return int(file.read_text().split(maxsplit=1)[0])


def _children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def _signal_all(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            kill(process, number)


def _lives(pid: int) -> bool:
    try:
        kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path("/proc").exists() or "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def _wait_until(done: Callable[[], bool], else_say: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_COME_BACK
    while not done():
        if time.monotonic() > deadline:
            raise StartupError(else_say)
        time.sleep(0.1)
