"""Requests per second of the call's tools beside a bare app: the same web server, one INSERT and one commit.

A stack of its own with demo data and a durable database. Clients, web server and database share the machine, so only
the ratio to the bare app of the same run can be compared between machines.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg2

from app.dev.binaries import postgres_program
from app.dev.envelopes import STYLES, PhoneCall
from app.dev.run_files import read_values
from benchmarks.figures import note
from benchmarks.load import LoadResult, Request, drive

SECONDS = 3
CLIENTS = (1, 16, 64)
NEWCOMERS = 5_000
ANSWERS = {"call_type": "daily_checkin", "ready_status": True, "energy_level": 4, "blocker_present": False}
LOGGING = "log_daily_checkin, a new row"
ALERTING = "log_daily_checkin, an alert"
INSERT = "INSERT INTO bench_floor (note) VALUES (repeat('x', 200));\n"


def measure_tools() -> None:
    with tempfile.TemporaryDirectory(prefix="ops-coach-bench-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        with running_stack(Path(directory) / "instance") as facts:
            callers = phones(facts["DATABASE_URL"])
            hire_many(facts["DATABASE_URL"])
            measure(facts, callers, Path(directory))


def measure(facts: dict[str, str], callers: list[str], folder: Path) -> None:
    logged, requests = 0, requests_of(facts, callers)
    print(f"{os.cpu_count()} cores, {SECONDS} s per line\n")
    print(f"{'':<34}{'clients':>8}{'per s':>9}{'p50 ms':>9}{'p99 ms':>9}{'of bare':>10}{'failed':>8}")
    bare: dict[int, LoadResult] = {}
    for clients in CLIENTS:
        floor = database_floor(facts["DATABASE_URL"], clients, folder)
        print(f"{'database alone, INSERT and COMMIT':<34}{clients:>8}{floor:>9.0f}")
        with bare_app(facts["DATABASE_URL"]) as address:
            bare[clients] = drive(address, lambda: ("POST", "/", ANSWERS, {}), clients=clients, seconds=SECONDS)
        show("a bare app, one INSERT", clients, bare[clients], bare[clients])
    for name, request in requests.items():
        for clients in CLIENTS:
            outcome = drive(facts["BASE_URL"], request, clients=clients, seconds=SECONDS)
            show(name, clients, outcome, bare[clients])
            logged += len(outcome.took) if name in {LOGGING, ALERTING} else 0
    address = facts["DATABASE_URL"]
    print(f"\n{logged} check-ins logged, {rows_of_the_bench(address)} rows in daily_checkins.")
    print(f"{messages_an_alert(address)} messages for each alert.")


def show(name: str, clients: int, outcome: LoadResult, bare: LoadResult) -> None:
    share = outcome.per_second / bare.per_second if bare.per_second else 0.0
    p50, p99 = outcome.quantile(0.5), outcome.quantile(0.99)
    rate = outcome.per_second
    print(f"{name:<34}{clients:>8}{rate:>9.0f}{p50:>9.1f}{p99:>9.1f}{share:>10.2f}{outcome.failed:>8}", flush=True)
    note("tools", name=name, clients=clients, per_second=rate, p50_ms=p50, p99_ms=p99, of_bare=share)


@contextmanager
def bare_app(database_url: str) -> Iterator[str]:
    """Serve `benchmarks.bare_app` as the product is served, and yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--log-level", "error"]
    command += ["--preload", "--bind", f"127.0.0.1:{port}", "benchmarks.bare_app:app"]
    with subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url}) as server:
        try:
            wait_until_open(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)


def wait_until_open(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The bare app did not start.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def requests_of(facts: dict[str, str], callers: list[str]) -> dict[str, Request]:
    """Each request is a new call of the next technician."""
    numbers = count()
    secret = facts["VAPI_SERVER_SECRET"]

    def tool(
        name: str, arguments: Callable[[int], dict[str, object]], caller: Callable[[int], str] | None = None
    ) -> Request:
        def make() -> tuple[str, str, object, dict[str, str]]:
            number = next(numbers)
            phone = caller(number) if caller else callers[number % len(callers)]
            call = PhoneCall(f"bench-{os.getpid()}-{number}", phone, datetime.now(UTC))
            body = call.tool_call(name, arguments(number), id=f"tool-{number}", style=STYLES[0], at_seconds=1)
            return "POST", "/vapi/webhook", body, {"X-Vapi-Secret": secret}

        return make

    return {
        "healthz": lambda: ("GET", "/healthz", None, {}),
        "get_tech_checkin_context": tool("get_tech_checkin_context", lambda _: {}),
        LOGGING: tool("log_daily_checkin", lambda _: ANSWERS),
        ALERTING: tool("log_daily_checkin", blocked, newcomer),
    }


def blocked(number: int) -> dict[str, object]:
    """Report a blocker that nobody has reported: an alert, its event and its messages are written with the row."""
    return ANSWERS | {"blocker_present": True, "blocker_note": f"no access to site {number}"}


def newcomer(number: int) -> str:
    """Return the number of somebody who has not called yet: nobody reports a hundred blockers in a morning."""
    return f"+1312{5_600_000 + number % NEWCOMERS:07}"


def hire_many(url: str) -> None:
    """Put technicians beside those of the demo, as like to the first of them as they can be."""
    statement = """
        INSERT INTO employees (name, email, phone, role, team_id, manager_id, timezone, workdays, started_on, active,
                               sms_opt_in, wants_morning_brief, dispatch_backup)
        SELECT name || ' ' || n, 'newcomer-' || n || '@demo.example', '+1312' || to_char(5600000 + n, 'FM0000000'),
               role, team_id, manager_id, timezone, workdays, started_on, active,
               sms_opt_in, wants_morning_brief, dispatch_backup
        FROM (SELECT * FROM employees WHERE role = 'technician' AND active AND manager_id IS NOT NULL
              ORDER BY id LIMIT 1) AS first, generate_series(0, %s) AS n
    """
    connection = psycopg2.connect(url.replace("+psycopg2", ""))
    with connection, connection.cursor() as cursor:
        cursor.execute(statement, [NEWCOMERS - 1])
    connection.close()


def database_floor(url: str, clients: int, folder: Path) -> float:
    """Transactions per second of pgbench over the same socket."""
    script = folder / "insert.sql"
    script.write_text(INSERT)
    address = url.replace("+psycopg2", "")
    connection = psycopg2.connect(address)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, note text)")
    connection.close()
    pgbench = str(postgres_program("pgbench", account=None, home=folder))
    options = ["-n", "-c", str(clients), "-j", str(min(clients, 2)), "-T", str(SECONDS), "-f", str(script), address]
    printed = subprocess.run([pgbench, *options], capture_output=True, text=True, check=True).stdout
    found = re.search(r"tps = ([\d.]+)", printed)
    if found is None:
        raise RuntimeError(f"pgbench printed no tps:\n{printed}")
    return float(found[1])


def phones(url: str) -> list[str]:
    statement = "SELECT phone FROM employees WHERE active AND role = 'technician' AND phone IS NOT NULL"
    return [str(phone) for (phone,) in rows(url, statement)]


def rows_of_the_bench(url: str) -> object:
    return rows(url, "SELECT count(*) FROM daily_checkins WHERE call_id LIKE 'bench-%'")[0][0]


def messages_an_alert(url: str) -> object:
    """Return how many messages were written for each alert of the bench."""
    statement = """
        SELECT round(count(*) / count(DISTINCT alert_id)::numeric, 1)
        FROM outbox_messages JOIN alerts ON alerts.id = alert_id WHERE alerts.note LIKE 'no access to site %'
    """
    return rows(url, statement)[0][0]


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(url.replace("+psycopg2", ""))
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[object, ...]] = cursor.fetchall()
    connection.close()
    return found


@contextmanager
def running_stack(data_dir: Path) -> Iterator[dict[str, str]]:
    port = free_port()
    given = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = given | {"DATA_DIR": str(data_dir), "PORT": str(port)}
    command = [sys.executable, "-m", "app.dev.stack"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as stack:
        try:
            wait_until_said(stack, "Stop")
            yield read_values(data_dir / "run.env")
        finally:
            stack.send_signal(signal.SIGTERM)
            stack.communicate()


def wait_until_said(stack: "subprocess.Popen[str]", word: str) -> None:
    said: list[str] = []
    for line in stack.stdout or ():
        said.append(line)
        if word in line:
            return
    raise RuntimeError(f"The stack did not start:\n{''.join(said)}")
