"""The processes of the product as `make run` starts them: their commands, environment and way to stop."""

import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from app.dev.supervision import Program

WEB_STOP = ((signal.SIGTERM, 12), (signal.SIGQUIT, 2))
WORKER_STOP = ((signal.SIGTERM, 10), (signal.SIGTERM, 3))  # RQ: finish the job; the second time, drop it
SECONDS_TO_END = ((signal.SIGTERM, 5),)
DEMO_ASSISTANT = "00000000-0000-4000-8000-0000000000d0"


def environment(
    from_outside: Mapping[str, str], made: Mapping[str, str], *, data_dir: Path, base_url: str
) -> dict[str, str]:
    """What was given wins over what this start made up."""
    production = from_outside.get("APP_ENV") == "production"
    demo = {} if production else {"DEMO_MODE": "yes", "VAPI_ASSISTANT_ID": DEMO_ASSISTANT}
    defaults = {**demo, **made, "PUBLIC_URL": base_url, "PYTHONUNBUFFERED": "1"}
    chosen = {name: value for name, value in from_outside.items() if value}
    return {**defaults, **chosen, "DATA_DIR": str(data_dir)}


class Programs:
    def __init__(self, env: Mapping[str, str], logs: Path) -> None:
        self._env, self._logs = env, logs

    def web(self, host: str, port: int) -> Program:
        settings = ("--config", "python:app.dev.web_server", "--bind", f"{host}:{port}")
        return Program(
            (sys.executable, "-m", "gunicorn", *settings, "wsgi:app"),
            self._logs / "web.log",
            self._env,
            WEB_STOP,
            death_signal=signal.SIGQUIT,
            on_console=True,  # the steps of its start
        )

    def worker(self) -> Program:
        return Program((sys.executable, "worker.py"), self._logs / "worker.log", self._env, WORKER_STOP)

    def clock(self) -> Program:
        return Program((sys.executable, "worker.py", "clock"), self._logs / "clock.log", self._env, SECONDS_TO_END)
