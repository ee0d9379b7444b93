"""A start that cannot succeed is refused before anything is started, with one line that says why."""

import socket
import stat
from pathlib import Path

import pytest

from app.dev.preflight import alone, port_number, require_free_port, turn_over_logs
from app.dev.processes import StartupError


@pytest.mark.parametrize("taken_on", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_a_busy_port_is_named_with_the_way_out(taken_on: str) -> None:
    with socket.socket() as taken:
        taken.bind((taken_on, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartupError) as refusal:
            require_free_port("127.0.0.1", port)
    assert str(refusal.value) == (
        f"Port {port} is taken by another program. Use another port: PORT={port + 1} make run"
    )
    require_free_port("127.0.0.1", port)


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "http", "80.0"])
def test_a_port_that_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(StartupError, match="PORT must be a number from 1 to 65535"):
        port_number(text)


def test_a_second_stack_on_the_same_directory_hears_about_the_first(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "instance", "process 7, http://127.0.0.1:8000"),
        pytest.raises(StartupError, match=r"Already running from this folder: process 7, http://127\.0\.0\.1:8000\."),
        alone(tmp_path / "instance", "process 8, http://127.0.0.1:8001"),
    ):
        pass
    with alone(tmp_path / "instance", "process 9"):
        pass


def test_a_large_log_is_put_aside(tmp_path: Path) -> None:
    with (tmp_path / "web.log").open("wb") as log:
        log.truncate(10_000_001)
    (tmp_path / "worker.log").write_text("small")
    turn_over_logs(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["web.log.1", "worker.log"]


def test_logs_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Without a mail server messages are written there, links included."""
    (tmp_path / "logs").mkdir(mode=0o755)
    turn_over_logs(tmp_path / "logs")
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700
