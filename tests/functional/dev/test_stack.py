"""The whole of `make run`: a start, a call's worth of answers, a second start, and every way to end it."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import psutil
import psycopg2
import pytest

from app.dev.outages import Outage
from app.dev.run_files import read_values

ROOT = Path(__file__).parents[3]
NAMES = [
    "BASE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "VAPI_SERVER_SECRET",
    "DEMO_PASSWORD",
    "DEMO_CALLER",
    "DEMO_MANAGER_CALLER",
]
pytestmark = pytest.mark.slow


class RunningStack:
    """A supervisor in a process of its own, as the Makefile starts it."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.data_dir, self.port = data_dir, port
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.dev.stack"],
            cwd=ROOT,
            env=inherited | {"PORT": str(port), "DATA_DIR": str(data_dir)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []

    def read_until(self, words: str) -> str:
        for line in self.process.stdout or ():
            self.lines.append(line)
            if words in line:
                return line
        pytest.fail(f"{words!r} was never said:\n{''.join(self.lines)}")

    def family(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def end(self, number: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=40)
        return self.process.returncode, rest


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    with TemporaryDirectory(prefix="ops-coach-test-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        yield Path(directory) / "instance"


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str) -> int:
    with urlopen(url, timeout=10) as response:
        return int(response.status)


def wait_until_gone(family: list[psutil.Process], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while left := [each for each in family if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]:
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def facts(data_dir: Path) -> tuple[int, int]:
    url = read_values(data_dir / "run.env")["DATABASE_URL"].replace("+psycopg2", "")
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM employees), (SELECT count(*) FROM daily_checkins)")
        employees, checkins = cursor.fetchone()
    connection.close()
    return employees, checkins


def test_a_stack_starts_answers_and_is_found_again_after_every_kind_of_end(data_dir: Path, port: int) -> None:
    first = RunningStack(data_dir, port)
    assert first.read_until("Ready after").split()[-1] == f"http://127.0.0.1:{port}"
    first.read_until("Stop")
    assert answer(f"http://127.0.0.1:{port}/healthz") == 200
    assert stat.S_IMODE((data_dir / "run.env").stat().st_mode) == 0o600
    values = read_values(data_dir / "run.env")
    assert list(values) == NAMES
    assert all(values.values())
    loaded = facts(data_dir)
    assert loaded[0] > 40
    second_in_the_same_place_is_refused(data_dir)
    another_program_on_the_port_is_named(data_dir.parent / "other", port)

    family = first.family()
    assert first.end(signal.SIGTERM)[0] == 0
    wait_until_gone(family, seconds=0.5)

    second = RunningStack(data_dir, port)
    second.read_until("Stop")
    assert read_values(data_dir / "run.env") == values
    assert facts(data_dir) == loaded
    family = second.family()
    second.end(signal.SIGKILL)
    wait_until_gone(family)

    third = RunningStack(data_dir, port)
    third.read_until("Stop")
    assert facts(data_dir) == loaded
    for number, outage in enumerate(Outage, 1):
        sick_call_in_an_outage_is_on_record(data_dir, outage)
        assert facts(data_dir) == (loaded[0], loaded[1] + number)
    family = third.family()
    assert third.end(signal.SIGINT)[0] == 0
    wait_until_gone(family, seconds=0.5)


def sick_call_in_an_outage_is_on_record(data_dir: Path, outage: Outage) -> None:
    """The caller is not turned away as a stranger, and the row is there once the journal was replayed."""
    read = 'set -a; . "$DATA_DIR/run.env"; set +a'  # as the README tells whoever opens a second shell
    call = f'"$0" -m flask --app wsgi simulate-call --caller $DEMO_CALLER --scenario sick --outage {outage}'
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{read}; exec {call}", sys.executable],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Got it. If you're not coming in, call dispatch too." in ran.stdout
    assert ran.stdout.splitlines()[-1] == "After the drain: Not ready, sick."


def second_in_the_same_place_is_refused(data_dir: Path) -> None:
    code, output = run_to_the_end(data_dir, 1)
    assert code == 1
    assert "Already running from this folder: process" in output


def another_program_on_the_port_is_named(data_dir: Path, port: int) -> None:
    code, output = run_to_the_end(data_dir, port)
    assert code == 1
    assert f"Port {port} is taken by another program. Use another port: PORT={port + 1} make run" in output
    assert sorted(path.name for path in data_dir.iterdir()) == ["stack.lock"]


def run_to_the_end(data_dir: Path, port: int) -> tuple[int, str]:
    stack = RunningStack(data_dir, port)
    output, _ = stack.process.communicate(timeout=30)
    return stack.process.returncode, output


def test_a_stop_in_the_middle_of_a_start_leaves_nothing(data_dir: Path, port: int) -> None:
    stack = RunningStack(data_dir.parent / "cut short", port)
    stack.read_until("PostgreSQL")
    family = stack.family()
    assert stack.end(signal.SIGTERM)[0] == 0
    wait_until_gone(family, seconds=0.5)
