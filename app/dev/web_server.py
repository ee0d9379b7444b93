"""gunicorn's hooks for `make run`, beside `gunicorn.conf.py`: the master loads the application once and migrates.

Workers are forked afterwards and inherit the loaded modules; three imports of everything are what made a start slow.
A migration that fails ends gunicorn before it listens.
"""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from runpy import run_path

from app.dev.console import step
from app.dev.run_files import write_private

_production = run_path("gunicorn.conf.py")
worker_class, workers, threads = (_production[name] for name in ("worker_class", "workers", "threads"))
graceful_timeout, umask = _production["graceful_timeout"], _production["umask"]
control_socket_disable = True

FOR_OTHER_SHELLS = ("BASE_URL", "DATABASE_URL", "REDIS_URL", "VAPI_SERVER_SECRET", "DEMO_PASSWORD")
NOBODY = {"DEMO_CALLER": "", "DEMO_MANAGER_CALLER": ""}


def on_starting(_master: object) -> None:
    with step("Loading the application"):  # the import is what takes its time, so it happens inside the step
        database = import_module("app.dev.database")
        app, settings = database.application()
    with app.app_context():
        with step("Migrations"):
            database.migrate()
        if settings.demo_mode and database.is_empty():
            with step("Demo company"):
                database.load_demo_company(settings, os.environ["DEMO_PASSWORD"])
        callers = database.callers() if settings.demo_mode else NOBODY
        database.disconnect()
    shared = {name: os.environ[name] for name in FOR_OTHER_SHELLS}
    shared["VAPI_SERVER_SECRET"] = settings.vapi_server_secret[0]  # while one is replaced there are two
    write_private(Path(settings.data_dir) / "run.env", shared | callers)
    gc.freeze()  # the workers share these pages and do not sift through them when they end
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # from here on only the log is written
