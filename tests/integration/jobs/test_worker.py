"""`python worker.py` as a process: it starts without Redis, comes back with it, and ends when it is told to."""

import io
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.orm import Session

from app import ROOT
from app.dev.valkey import PrivateValkey
from app.jobs.worker import OpsWorker
from app.queries.liveness import clock_alive, worker_alive
from tests.integration.jobs.test_clock import eventually


@pytest.fixture
def own_valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateValkey]:
    server = PrivateValkey(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def start(own_valkey: PrivateValkey, postgres_url: str, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:  # type: ignore[type-arg]
    started: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "DATABASE_URL": postgres_url,
            "REDIS_URL": own_valkey.url,
            "DATA_DIR": str(tmp_path),
        }
        process = subprocess.Popen([sys.executable, "worker.py", *arguments], cwd=ROOT, env=environment)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()


def seen(url: str) -> bool:
    try:
        with Redis.from_url(url) as client:
            return worker_alive(client)
    except RedisError:
        return False


@pytest.mark.slow
def test_worker_comes_back_with_redis_and_ends_without_it(
    own_valkey: PrivateValkey, start: Callable[..., "subprocess.Popen[bytes]"]
) -> None:
    own_valkey.stop()
    worker = start()
    time.sleep(3)
    assert worker.poll() is None
    own_valkey.start()
    assert eventually(lambda: seen(own_valkey.url), seconds=15)
    own_valkey.stop()
    time.sleep(1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0


class Interrupted(logging.Formatter):
    """SIGTERM arrives while the line is written."""

    def __init__(self, worker: OpsWorker) -> None:
        super().__init__()
        self.worker = worker

    def format(self, record: logging.LogRecord) -> str:
        self.worker.request_stop(signal.SIGTERM, None)
        return super().format(record)


def test_stop_that_comes_while_a_line_is_logged_is_not_lost(
    own_valkey: PrivateValkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpsWorker, "stop_asked", False)
    with Redis.from_url(own_valkey.url) as redis:
        handler = logging.StreamHandler(io.StringIO())
        handler.setFormatter(Interrupted(OpsWorker(["alerts"], connection=redis)))
        with pytest.raises(SystemExit):
            handler.emit(logging.makeLogRecord({"msg": "could not connect"}))


def test_clock_ends_when_told(committed: Session, start: Callable[..., "subprocess.Popen[bytes]"]) -> None:
    clock = start("clock")
    assert eventually(lambda: committed.rollback() or clock_alive(committed, datetime.now(UTC)), seconds=20)
    clock.send_signal(signal.SIGTERM)
    assert clock.wait(5) == 0


def test_other_words_are_refused(start: Callable[..., "subprocess.Popen[bytes]"]) -> None:
    assert start("cron").wait(15) == 2
