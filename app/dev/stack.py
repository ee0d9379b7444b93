"""The supervisor behind `make run`: starts everything in order, watches it, and stops it in the reverse order."""

import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

from app.dev.console import say, step
from app.dev.postgres import PrivatePostgres
from app.dev.preflight import (
    alone,
    port_number,
    reachable,
    require_free_port,
    turn_over_logs,
    wait_until_healthy,
    wait_until_ready,
)
from app.dev.processes import StartupError
from app.dev.programs import Programs, environment
from app.dev.run_files import kept_secrets, read_values
from app.dev.supervision import Supervisor
from app.dev.valkey import PrivateValkey

DEMO_ROLES = ("admin", "hr", "manager", "dispatcher", "executive", "tech")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP: stop everything, whatever is being done."""


def main() -> int:
    for number in SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # `nohup make run`
            signal.signal(number, _interrupt)
    given = read_values(Path(".env")) | dict(os.environ)
    data_dir = Path(given.get("DATA_DIR") or "instance").resolve()
    try:
        host, port = given.get("BIND") or "127.0.0.1", port_number(given.get("PORT") or "8000")
        with alone(data_dir, f"process {os.getpid()}, http://{reachable(host)}:{port}"):
            require_free_port(host, port)
            Stack(given, data_dir, host, port).run()
    except StartupError as error:
        say(f"\n{error}")
        return 1
    except Interrupted:
        return 0


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    for number in SIGNALS:  # the stop is under way; a second Ctrl-C would only leave something behind
        signal.signal(number, signal.SIG_IGN)
    raise Interrupted


class Stack:
    def __init__(self, given: dict[str, str], data_dir: Path, host: str, port: int) -> None:
        self.given, self.data_dir, self.host, self.port = given, data_dir, host, port
        self.base_url = f"http://{reachable(host)}:{port}"
        self.run_env = data_dir / "run.env"
        self.supervisor = Supervisor()

    def run(self) -> NoReturn:
        started = time.monotonic()
        say(f"Daily Ops Coach, data in {self.data_dir}")
        self.run_env.unlink(missing_ok=True)
        turn_over_logs(self.data_dir / "logs")
        try:
            env = self._start_services()
            self._start_product(Programs(env, self.data_dir / "logs"))
            self._greet(read_values(self.run_env), time.monotonic() - started)
            self.supervisor.look_after()
        finally:
            self.supervisor.stop()

    def _start_services(self) -> dict[str, str]:
        made = kept_secrets(self.data_dir / "secrets.env")
        for setting, name, service in (
            ("DATABASE_URL", "PostgreSQL", PrivatePostgres(self.data_dir)),
            ("REDIS_URL", "Valkey", PrivateValkey(self.data_dir)),
        ):
            if not self.given.get(setting):
                with step(f"{name} (private)"):
                    self.supervisor.start(name, service)
                made[setting] = service.url
        env = environment(self.given, made, data_dir=self.data_dir, base_url=self.base_url)
        return env | {"BASE_URL": self.base_url}

    def _start_product(self, programs: Programs) -> None:
        web = programs.web(self.host, self.port)
        self.supervisor.start("the web server", web, stops_first=True)  # it shows its own steps
        wait_until_healthy(self.host, self.port, web)
        with step("Worker and clock"):
            self.supervisor.start("the clock", programs.clock())
            self.supervisor.start("the worker", programs.worker())
            wait_until_ready(self.host, self.port)

    def _greet(self, facts: dict[str, str], seconds: float) -> None:
        say(f"\nReady after {seconds:.1f} s:  {self.base_url}\n")
        if facts["DEMO_CALLER"]:
            say(f"  Sign in as  {', '.join(f'{role}@demo.example' for role in DEMO_ROLES)}")
            say(f"  Password    {facts['DEMO_PASSWORD']}")
            say(f"  Hold a call .venv/bin/flask --app wsgi simulate-call --caller {facts['DEMO_CALLER']}")
        say(f"  Logs        tail -f {self.data_dir / 'logs'}/*.log")
        say("  Stop        Ctrl-C\n")


if __name__ == "__main__":
    sys.exit(main())
