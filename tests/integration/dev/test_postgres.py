"""The private PostgreSQL keeps its data, leaves no process behind and never touches rights outside its directory."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg2
import pytest

from app.dev.places import key_of, reaches
from app.dev.postgres import PORT, PrivatePostgres
from app.dev.processes import StartupError, UnixAccount, command_of

OWNER = Path(__file__).with_name("owner.py")
ROOT = Path(__file__).parents[3]
as_root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another account")


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with TemporaryDirectory(prefix="ops-coach-test-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        yield Path(directory) / "instance"


def query(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg2.connect(url.replace("+psycopg2", "")) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def postmaster_pid(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def wait_until_gone(pid: int, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while command_of(pid):
        assert time.monotonic() < deadline, f"{pid} still runs: {command_of(pid)}"
        time.sleep(0.05)


def start_owner(data_dir: Path, interpreter: list[str], **environment: str) -> tuple[subprocess.Popen[str], str]:
    owner = subprocess.Popen(
        [*interpreter, str(OWNER), "app.dev.postgres", "PrivatePostgres", str(data_dir)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **environment},
        cwd="/",
        stdout=subprocess.PIPE,
        text=True,
    )
    assert owner.stdout is not None
    return owner, owner.stdout.readline().strip()


def kill(owner: subprocess.Popen[str]) -> None:
    owner.kill()
    owner.communicate()


def test_data_is_found_again_after_a_restart(data_dir: Path) -> None:
    with PrivatePostgres(data_dir, durable=False) as first:
        query(first.url, "CREATE TABLE kept AS SELECT 7 AS value")
    with PrivatePostgres(data_dir, durable=False) as second:
        assert query(second.url, "SELECT value FROM kept") == [(7,)]
        assert second.url == first.url


def test_stop_leaves_no_process_and_no_socket(data_dir: Path) -> None:
    server = PrivatePostgres(data_dir, durable=False)
    server.start()
    pid = postmaster_pid(data_dir)
    server.stop()
    assert command_of(pid) == ""
    assert not (data_dir / "postgres-socket").exists()


def test_the_server_speaks_utf8_utc_and_only_over_its_private_socket(data_dir: Path) -> None:
    with PrivatePostgres(data_dir, durable=False) as server:
        settings = query(
            server.url,
            "SELECT current_setting(name) FROM unnest('{server_encoding,TimeZone,listen_addresses}'::text[]) AS name",
        )
        assert settings == [("UTF8",), ("UTC",), ("",)]
        assert stat.S_IMODE((data_dir / "postgres-socket").stat().st_mode) == 0o700


def test_two_servers_run_side_by_side(data_dir: Path) -> None:
    with PrivatePostgres(data_dir / "a", durable=False) as one, PrivatePostgres(data_dir / "b", durable=False) as two:
        query(one.url, "CREATE TABLE only_in_one (id int)")
        assert query(two.url, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_in_one'") == [(0,)]


def test_a_second_server_on_the_same_directory_is_refused(data_dir: Path) -> None:
    with (
        PrivatePostgres(data_dir, durable=False),
        pytest.raises(StartupError, match="already running"),
    ):
        PrivatePostgres(data_dir).start()


@pytest.mark.parametrize("guard", ["kernel", "watch"])
def test_sigkill_of_the_owner_leaves_no_postgres_and_the_next_start_recovers(data_dir: Path, guard: str) -> None:
    owner, url = start_owner(data_dir, [sys.executable], OPS_COACH_GUARD=guard)
    query(url, "CREATE TABLE kept AS SELECT 7 AS value")
    pid = postmaster_pid(data_dir)
    kill(owner)
    with PrivatePostgres(data_dir, durable=False) as server:
        assert command_of(pid) == "" or postmaster_pid(data_dir) != pid
        assert query(server.url, "SELECT value FROM kept") == [(7,)]
    wait_until_gone(pid)


def test_a_crash_of_the_server_itself_is_recovered_by_the_next_start(data_dir: Path) -> None:
    server = PrivatePostgres(data_dir)
    query(server.start(), "CREATE TABLE kept AS SELECT 7 AS value")
    os.kill(postmaster_pid(data_dir), signal.SIGKILL)
    assert server.process is not None
    server.process.wait()
    server.stop()
    with PrivatePostgres(data_dir) as again:
        assert query(again.url, "SELECT value FROM kept") == [(7,)]


def test_pid_files_that_name_a_stranger_do_not_stop_the_start(data_dir: Path) -> None:
    with PrivatePostgres(data_dir, durable=False):
        pass
    (data_dir / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{data_dir}/postgres\n1\n{PORT}\n")
    with PrivatePostgres(data_dir, durable=False) as server:
        assert query(server.url, "SELECT 1") == [(1,)]


def test_data_of_another_major_version_are_refused_with_the_way_out(data_dir: Path) -> None:
    with PrivatePostgres(data_dir, durable=False):
        pass
    (data_dir / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(StartupError, match=r"made by PostgreSQL 15.*DATABASE_URL"):
        PrivatePostgres(data_dir).start()


def test_a_server_that_cannot_start_shows_the_end_of_its_log(data_dir: Path) -> None:
    with PrivatePostgres(data_dir, durable=False):
        pass
    with (data_dir / "postgres" / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = 1\n")
    with pytest.raises(StartupError, match="no_such_setting"):
        PrivatePostgres(data_dir).start()


@as_root_only
def test_root_with_an_unreachable_directory_keeps_the_data_elsewhere_and_changes_no_rights(data_dir: Path) -> None:
    parent = data_dir.parent
    parent.chmod(0o700)
    server = PrivatePostgres(data_dir, durable=False)
    try:
        query(server.start(), "CREATE TABLE kept AS SELECT 7 AS value")
        server.stop()
        assert server.home.name == f"daily-ops-coach-{key_of(data_dir)}"
        assert query(server.start(), "SELECT value FROM kept") == [(7,)]
        assert stat.S_IMODE(parent.stat().st_mode) == 0o700
    finally:
        server.remove()
    assert not server.home.exists()


@as_root_only
def test_an_ordinary_user_owns_everything_it_starts_and_root_takes_it_over(data_dir: Path) -> None:
    system_python = Path("/usr/bin/python3.11")
    if sys.version_info[:2] != (3, 11) or not system_python.exists():
        pytest.skip("needs an interpreter that an ordinary user can reach")
    if not reaches(UnixAccount(65534, 65534), OWNER, how="-r"):
        pytest.skip("this clone lies where no ordinary user can reach it")
    data_dir.parent.chmod(0o777)
    owner, url = start_owner(
        data_dir, ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", str(system_python)]
    )
    query(url, "CREATE TABLE kept AS SELECT 7 AS value")
    assert (data_dir / "postgres").stat().st_uid == 65534
    kill(owner)
    with PrivatePostgres(data_dir, durable=False) as server:
        assert query(server.url, "SELECT value FROM kept") == [(7,)]
        assert (data_dir / "postgres" / "postmaster.pid").stat().st_uid == 65534
