"""Keeps the programs of a stack running: one that ends is started again after a growing pause, until it is hopeless."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, Protocol

from app.dev.console import report, step
from app.dev.processes import StartupError, last_lines, spawn, stop

PAUSES = (1, 2, 4, 8, 16)
"""Seconds before each new start of a program that keeps dying; after the last one everything stops."""
SECONDS_OF_GOOD_HEALTH = 30
SECONDS_BETWEEN_LOOKS = 0.2


class Service(Protocol):
    log: Path
    process: "subprocess.Popen[bytes] | None"

    def start(self) -> object: ...

    def stop(self) -> None: ...


@dataclass
class Program:
    """One of our own processes. `stopping` lists the signals of a stop and the seconds each is given."""

    command: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    stopping: Sequence[tuple[signal.Signals, float]]
    death_signal: signal.Signals = signal.SIGTERM
    on_console: bool = False
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.process = spawn(
            self.command,
            log=self.log,
            death_signal=self.death_signal,
            environment=self.environment,
            on_console=self.on_console,
        )

    def stop(self) -> None:
        if self.process:
            stop(self.process, *self.stopping)
            self.process = None


@dataclass
class Health:
    name: str
    service: Service
    stops_first: bool
    started_at: float = field(default_factory=time.monotonic)
    deaths: int = 0
    revive_at: float | None = None

    @property
    def end(self) -> str:
        """How it ended; empty while it runs."""
        process = self.service.process
        if process is None:
            return "did not start"
        code = process.poll()
        if code is None:
            return ""
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


class Supervisor:
    def __init__(self, pauses: Sequence[float] = PAUSES) -> None:
        self._pauses = pauses
        self._watched: list[Health] = []

    def start(self, name: str, service: Service, *, stops_first: bool = False) -> None:
        """Start it and watch it from now on; it is stopped even if this start is cut short."""
        self._watched.append(Health(name, service, stops_first))
        service.start()

    def stop(self) -> None:
        """In the reverse order of starting, the front door before everything else."""
        with ExitStack() as stopping:  # last in, first out; each is stopped whatever another one does
            for health in sorted(self._watched, key=lambda health: health.stops_first):
                stopping.callback(_stop, health)
        self._watched.clear()

    def look_after(self) -> NoReturn:
        """Runs until a signal raises out of it, or a program is beyond help."""
        while True:
            self.look_once()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def look_once(self) -> None:
        for health in self._watched:
            if health.revive_at is not None:
                if time.monotonic() >= health.revive_at:
                    _revive(health)
            elif health.end:
                self._plan_revival(health)

    def _plan_revival(self, health: Health) -> None:
        log = health.service.log
        if time.monotonic() - health.started_at > SECONDS_OF_GOOD_HEALTH:
            health.deaths = 0
        if health.deaths == len(self._pauses):
            times = f"{health.name} ended {health.deaths + 1} times in a row (last: {health.end})."
            raise StartupError(f"{times} The end of {log}:\n{last_lines(log)}")
        pause = self._pauses[health.deaths]
        health.deaths += 1
        health.revive_at = time.monotonic() + pause
        report(f"{health.name} ended ({health.end}); starting it again in {pause} s. Log: {log}")


def _stop(health: Health) -> None:
    with step(f"Stopping {health.name}"):
        health.service.stop()


def _revive(health: Health) -> None:
    health.revive_at = None
    health.service.stop()  # lets go of its lock and of what it left
    health.started_at = time.monotonic()
    try:
        health.service.start()
    except StartupError as error:
        report(f"{health.name}: {error}")
