"""`make bench`: requests per second of the product, compared with transactions per second of its bare database.

Starts a stack of its own with demo data and a durable database. Clients, web server and database share the machine, so
only the ratio to the database's own speed can be compared between machines.
"""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg2

from app.dev.binaries import postgres_program
from app.dev.envelopes import STYLES, PhoneCall
from app.dev.run_files import read_values
from benchmarks.load import LoadResult, Request, drive
from benchmarks.pages import measure_board
from benchmarks.two_years import measure_large_company

SECONDS = 2
CLIENTS = (1, 4, 16)
ANSWERS = {"call_type": "daily_checkin", "ready_status": True, "energy_level": 4, "blocker_present": False}
LOGGING = "log_daily_checkin, a new row"
INSERT = "INSERT INTO bench_floor (note) VALUES (repeat('x', 200));\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS)
    only = parser.parse_args().only
    for name, measure_part in PARTS.items():
        if only in {None, name}:
            measure_part()
    return 0


def measure_tools() -> None:
    with tempfile.TemporaryDirectory(prefix="ops-coach-bench-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        with running_stack(Path(directory) / "instance") as facts:
            callers = phones(facts["DATABASE_URL"])
            measure(facts, callers, Path(directory))


def measure(facts: dict[str, str], callers: list[str], folder: Path) -> None:
    logged, requests = 0, requests_of(facts, callers)
    print(f"{os.cpu_count()} cores, {SECONDS} s per line\n")
    print(f"{'':<34}{'clients':>8}{'per s':>9}{'p50 ms':>9}{'p99 ms':>9}{'of floor':>10}{'failed':>8}")
    for clients in CLIENTS:
        floor = database_floor(facts["DATABASE_URL"], clients, folder)
        print(f"{'database alone, INSERT and COMMIT':<34}{clients:>8}{floor:>9.0f}")
        for name, request in requests.items():
            outcome = drive(facts["BASE_URL"], request, clients=clients, seconds=SECONDS)
            show(name, clients, outcome, floor)
            logged += len(outcome.took) if name == LOGGING else 0
    print(f"\n{logged} check-ins logged, {rows_of_the_bench(facts['DATABASE_URL'])} rows in daily_checkins.")


def show(name: str, clients: int, outcome: LoadResult, floor: float) -> None:
    share = f"{outcome.per_second / floor:.3f}"
    times = f"{outcome.quantile(0.5):>9.1f}{outcome.quantile(0.99):>9.1f}"
    print(f"{name:<34}{clients:>8}{outcome.per_second:>9.0f}{times}{share:>10}{outcome.failed:>8}")


def requests_of(facts: dict[str, str], callers: list[str]) -> dict[str, Request]:
    """Each request is a new call of the next technician."""
    numbers = count()
    secret = facts["VAPI_SERVER_SECRET"]

    def tool(name: str, arguments: dict[str, object]) -> Request:
        def make() -> tuple[str, str, object, dict[str, str]]:
            number = next(numbers)
            call = PhoneCall(f"bench-{os.getpid()}-{number}", callers[number % len(callers)], datetime.now(UTC))
            body = call.tool_call(name, arguments, id=f"tool-{number}", style=STYLES[0], at_seconds=1)
            return "POST", "/vapi/webhook", body, {"X-Vapi-Secret": secret}

        return make

    return {
        "healthz": lambda: ("GET", "/healthz", None, {}),
        "get_tech_checkin_context": tool("get_tech_checkin_context", {}),
        LOGGING: tool("log_daily_checkin", ANSWERS),
    }


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


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(url.replace("+psycopg2", ""))
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[object, ...]] = cursor.fetchall()
    connection.close()
    return found


@contextmanager
def running_stack(data_dir: Path) -> Iterator[dict[str, str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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


PARTS = {"tools": measure_tools, "board": measure_board, "pages": measure_large_company}

if __name__ == "__main__":
    sys.exit(main())
