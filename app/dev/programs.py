"""The processes of the product as `make run` starts them: their commands, environment and way to stop."""

import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from app.dev.supervision import Program

GUNICORN = ("--worker-class", "gthread", "--workers", "2", "--threads", "16", "--graceful-timeout", "10")
WEB_STOP = ((signal.SIGTERM, 12), (signal.SIGQUIT, 2))
WORKER_STOP = ((signal.SIGTERM, 10), (signal.SIGTERM, 3))  # RQ: finish the job; the second time, drop it
SECONDS_TO_END = ((signal.SIGTERM, 5),)
DEMO_ASSISTANT = "00000000-0000-4000-8000-0000000000d0"


def environment(given: Mapping[str, str], made: Mapping[str, str], *, data_dir: Path, base_url: str) -> dict[str, str]:
    """What was given wins over what this start made up."""
    production = given.get("APP_ENV") == "production"
    demo = {} if production else {"DEMO_MODE": "yes", "VAPI_ASSISTANT_ID": DEMO_ASSISTANT}
    defaults = {**demo, **made, "PUBLIC_URL": base_url, "PYTHONUNBUFFERED": "1"}
    chosen = {name: value for name, value in given.items() if value}
    return {**defaults, **chosen, "DATA_DIR": str(data_dir)}


class Programs:
    def __init__(self, env: Mapping[str, str], logs: Path) -> None:
        self._env, self._logs = env, logs

    def prepare(self) -> Program:
        return Program(
            (sys.executable, "-m", "app.dev.prepare"),
            self._logs / "prepare.log",
            self._env,
            SECONDS_TO_END,
            on_console=True,
        )

    def web(self, host: str, port: int) -> Program:
        serve = ("-m", "gunicorn", *GUNICORN, "--no-control-socket", "--bind", f"{host}:{port}", "wsgi:app")
        command = (sys.executable, *serve)
        return Program(command, self._logs / "web.log", self._env, WEB_STOP, death_signal=signal.SIGQUIT)

    def worker(self) -> Program:
        return Program((sys.executable, "worker.py"), self._logs / "worker.log", self._env, WORKER_STOP)

    def clock(self) -> Program:
        return Program((sys.executable, "worker.py", "clock"), self._logs / "clock.log", self._env, SECONDS_TO_END)
