"""A whole stack for fault tests, on private services: web, clocks, workers and a mail server, each killable."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import requests
import sqlalchemy as sa
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from app import ROOT, create_app
from app.dev.postgres import PrivatePostgres
from app.dev.processes import spawn, stop
from app.dev.valkey import PrivateValkey
from app.domain.permissions import Role
from app.extensions import db
from app.models import Alert, Employee, OutboxMessage, OutboxStatus, ScheduledRun
from app.settings import Settings

SECRET = "secret-of-the-fault-tests-0123456789"  # noqa: S105 - of a stack that lives for minutes on loopback
MANAGER, DISPATCHER, OPS = "manager@demo.example", "dispatch@demo.example", "ops@demo.example"
SECONDS_TO_START = 30


@dataclass(frozen=True)
class SimulatedTechnician:
    number: int
    phone: str

    @property
    def name(self) -> str:
        return f"Tech{self.number:03} Demo"


def technicians(number: int) -> list[SimulatedTechnician]:
    return [SimulatedTechnician(each, f"+1{201 + each // 100}55501{each % 100:02}") for each in range(number)]


class FaultStack:
    def __init__(self, folder: Path, *, clocks: int, workers: int, settings: dict[str, str]) -> None:
        self.folder = folder
        self.postgres, self.valkey = PrivatePostgres(folder), PrivateValkey(folder)
        self.mail_port, self.web_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.web_port}"
        self.clocks: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self.kills = 0
        self._secret_key = secrets.token_urlsafe(32)
        self._zone = zone_at_seven(datetime.now(UTC))
        self._counts, self._given = (clocks, workers), settings
        self._others: list[subprocess.Popen[bytes]] = []
        self._turns = count()

    def __enter__(self) -> Self:
        self.postgres.start()
        self.valkey.start()
        self.engine = sa.create_engine(self.postgres.url)
        self._prepare()
        self._others = [
            self._start("mail", "-m", "benchmarks.mail_sink", str(self.mail_port), str(self.folder)),
            self._start("web", "-m", "gunicorn", "--threads", "8", "-b", f"127.0.0.1:{self.web_port}", "wsgi:app"),
        ]  # fmt: skip
        self.clocks = [self._start("clock", "worker.py", "clock") for _ in range(self._counts[0])]
        self.workers = [self._start("worker", "worker.py") for _ in range(self._counts[1])]
        self._wait_for_web()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in (*self.workers, *self.clocks, *self._others):
            kill(process, children=True)
        self.engine.dispose()
        self.valkey.stop()
        self.postgres.remove()

    def add_people(self, people: list[SimulatedTechnician]) -> None:
        common = {"started_on": date(2024, 1, 8), "timezone": self._zone, "workdays": [1, 2, 3, 4, 5, 6, 7]}
        with Session(self.engine) as session, session.begin():
            manager = Employee(name="Max Manager", role=Role.MANAGER, email=MANAGER, **common)
            session.add(manager)
            session.add(Employee(name="Dee", role=Role.DISPATCHER, email=DISPATCHER, **common))
            session.flush()
            for person in people:
                session.add(Employee(name=person.name, phone=person.phone, manager_id=manager.id, **common))

    def kill_a_worker(self) -> None:
        """SIGKILL in turn: the worker and its child, the worker alone (its child goes on), the child alone."""
        turn = next(self._turns)
        place = turn % len(self.workers)
        match turn % 3:
            case 0:
                kill(self.workers[place], children=True)
            case 1:
                kill(self.workers[place], children=False)
            case _:
                for child in children_of(self.workers[place].pid):
                    kill_pid(child)
        self.kills += 1
        if self.workers[place].poll() is not None:
            self.workers[place] = self._start("worker", "worker.py")

    def kill_a_clock(self) -> None:
        place = next(self._turns) % len(self.clocks)
        kill(self.clocks[place], children=True)
        self.clocks[place] = self._start("clock", "worker.py", "clock")

    def lose_redis(self) -> None:
        """Kill Redis and delete its data."""
        if self.valkey.process:
            self.valkey.process.kill()
            self.valkey.process.wait()
        self.valkey.stop()
        shutil.rmtree(self.folder / "valkey", ignore_errors=True)

    def refuse_mail(self, *, refuse: bool) -> None:
        flag = self.folder / "refuse"
        flag.touch() if refuse else flag.unlink(missing_ok=True)

    def outbox(self) -> dict[str, int]:
        query = sa.select(OutboxMessage.status, sa.func.count()).group_by(OutboxMessage.status)
        with Session(self.engine) as session:
            found = {status.value: number for status, number in session.execute(query)}
        return {status.value: found.get(status.value, 0) for status in OutboxStatus}

    def kept_digests(self) -> list[str]:
        """Return the keys of the weekly digests that were queued."""
        digests = sa.select(OutboxMessage.dedupe_key).where(OutboxMessage.dedupe_key.startswith("digest:"))
        with Session(self.engine) as session:
            return list(session.scalars(digests))

    def make_all_jobs_due(self) -> None:
        with Session(self.engine) as session, session.begin():
            session.execute(sa.delete(ScheduledRun))

    def alert_ids(self) -> dict[str, int]:
        """Return what each technician's call raised, by the technician's name."""
        query = sa.select(Employee.name, Alert.id).join(Employee, Employee.id == Alert.employee_id)
        with Session(self.engine) as session:
            return {name: alert_id for name, alert_id in session.execute(query)}  # noqa: C416 - rows are no pairs to mypy

    @property
    def settings(self) -> Settings:
        return Settings.from_env(self._environment())

    def _prepare(self) -> None:
        app = create_app(self.settings)
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            db.engine.dispose()

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "APP_ENV": "development",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "SECRET_KEY": self._secret_key,
            "VAPI_SERVER_SECRET": SECRET,
            "PUBLIC_URL": self.url,
            "MAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "MAIL_FROM": "coach@demo.example",
            "OPS_URLS": f"mailto:{OPS}",
            "COMPANY_TIMEZONE": self._zone,
            "HOLIDAYS": "",
            "QUIET_HOURS": "00:00-00:00",
            "PYTHONUNBUFFERED": "1",
            **self._given,
        }

    def _start(self, name: str, *command: str) -> "subprocess.Popen[bytes]":
        log = self.folder / "logs" / f"{name}.log"
        return spawn([sys.executable, *command], log=log, environment=self._environment())

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            try:
                requests.get(f"{self.url}/healthz", timeout=2).raise_for_status()
            except requests.RequestException:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"The web server did not start; see {self.folder}/logs/web.log")


def zone_at_seven(now: datetime) -> str:
    """Return a time zone where it is seven in the morning, so that the run lies in the morning window at any hour.

    Nobody is missed there, reminded or briefed before the run is over, and no day ends.
    """
    east = (7 - now.astimezone(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-east:+}" if east else "Etc/GMT"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(["/usr/bin/env", "pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def kill(process: "subprocess.Popen[bytes]", *, children: bool) -> None:
    family = children_of(process.pid) if children and process.poll() is None else []
    stop(process, (signal.SIGKILL, 10))
    for child in family:
        kill_pid(child)


def kill_pid(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
