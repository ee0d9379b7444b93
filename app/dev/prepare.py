"""Brings the database of `make run` up to date: migrations, and the demo company when nobody is in it.

A process of its own: the supervisor stays small, and Ctrl-C stops a long migration or load at once.
"""

import os
from importlib import import_module
from pathlib import Path

from app.dev.console import step
from app.dev.run_files import write_private

CALLERS = "callers.env"


def main() -> None:
    with step("Loading the application"):  # the import is what takes its time, so it happens inside the step
        database = import_module("app.dev.database")
        app, settings = database.application(os.environ)
    with app.app_context():
        with step("Migrations"):
            database.migrate()
        if settings.demo_mode and database.is_empty():
            with step("Demo company"):
                database.load_demo_company(settings, os.environ["DEMO_PASSWORD"])
        write_private(Path(settings.data_dir) / CALLERS, database.callers())


if __name__ == "__main__":
    main()
