"""The private Valkey keeps what it was given and leaves no process behind."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from redis import Redis

from app.dev.processes import StartupError, command_of
from app.dev.valkey import PrivateValkey

OWNER = Path(__file__).with_name("owner.py")
ROOT = Path(__file__).parents[3]


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with TemporaryDirectory(prefix="ops-coach-test-", dir="/tmp") as directory:
        yield Path(directory) / "instance"


def test_what_was_stored_is_found_again_after_a_restart(data_dir: Path) -> None:
    with PrivateValkey(data_dir) as first, Redis.from_url(first.url) as client:
        client.set("kept", "7")
    with PrivateValkey(data_dir) as second, Redis.from_url(second.url) as client:
        assert client.get("kept") == b"7"
        assert second.url == first.url


def test_stop_leaves_no_process_and_no_socket(data_dir: Path) -> None:
    server = PrivateValkey(data_dir)
    server.start()
    process = server.process
    server.stop()
    assert process is not None
    assert process.returncode == 0
    assert not server.socket.parent.exists()


def test_two_servers_run_side_by_side(data_dir: Path) -> None:
    with PrivateValkey(data_dir / "a") as one, PrivateValkey(data_dir / "b") as two:
        with Redis.from_url(one.url) as client:
            client.set("only", "one")
        with Redis.from_url(two.url) as client:
            assert client.get("only") is None


def test_a_long_path_gets_a_short_socket_path(data_dir: Path) -> None:
    deep = data_dir / ("long-" * 20)
    with PrivateValkey(deep) as server, Redis.from_url(server.url) as client:
        assert client.ping() is True
        assert len(str(server.socket)) < 50
    assert not server.socket.parent.exists()


def test_a_second_server_on_the_same_directory_is_refused(data_dir: Path) -> None:
    with PrivateValkey(data_dir), pytest.raises(StartupError, match="already running"):
        PrivateValkey(data_dir).start()


@pytest.mark.parametrize("guard", ["kernel", "watch"])
def test_sigkill_of_the_owner_leaves_no_valkey_and_the_next_start_recovers(data_dir: Path, guard: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPS_COACH_GUARD": guard}
    command = [sys.executable, str(OWNER), "app.dev.valkey", "PrivateValkey", str(data_dir)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        url = owner.stdout.readline().strip()
        with Redis.from_url(url) as client:
            client.set("kept", "7")
            pid = client.info("server")["process_id"]
        time.sleep(1.1)  # the append-only file is synced once a second
        owner.kill()
    with PrivateValkey(data_dir) as server, Redis.from_url(server.url) as client:
        assert client.info("server")["process_id"] != pid
        assert client.get("kept") == b"7"
    assert command_of(pid) == ""
