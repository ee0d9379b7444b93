"""A real Odoo 11 on loopback with its demo employees, on a private PostgreSQL: installed by scripts/make_odoo.sh."""

import os
import socket
import subprocess
import tempfile
import time
import xmlrpc.client
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from app.dev.postgres import PrivatePostgres

DATABASE, USER, PASSWORD = "company", "admin", "admin"
SECONDS_TO_INSTALL, SECONDS_TO_START = 300, 60
MAIN = "import sys; sys.argv[0] = 'odoo'; import odoo.cli; odoo.cli.main()"


@dataclass(frozen=True)
class OdooServer:
    url: str

    def execute(self, model: str, method: str, *positional: Any, **named: Any) -> Any:
        """Do as Odoo's administrator what a test needs: rename, archive, add leave."""
        proxy = xmlrpc.client.ServerProxy(f"{self.url}/xmlrpc/2/object")
        return proxy.execute_kw(DATABASE, 1, PASSWORD, model, method, list(positional), named)


@contextmanager
def odoo_server(folder: Path) -> Iterator[OdooServer]:
    """Start Odoo from `folder`; its data lie in a folder of their own, which goes with it."""
    with PrivatePostgres.throwaway() as postgres, tempfile.TemporaryDirectory() as data_dir:
        parts = psycopg2.extensions.parse_dsn(postgres.url.replace("postgresql+psycopg2", "postgresql"))
        _make_role(parts)
        port = _free_port()
        common = [
            *(str(folder / "bin" / "python"), "-c", MAIN, "-d", DATABASE, "--db_user=odoo"),
            *(f"--db_host={parts['host']}", f"--db_port={parts.get('port', 5432)}", f"--data-dir={data_dir}"),
            *("--max-cron-threads=0", f"--http-port={port}", "--http-interface=127.0.0.1", "--log-level=warn"),
        ]
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        install = [*common, "-i", "base,hr,hr_holidays", "--stop-after-init"]
        subprocess.run(install, env=environment, check=True, timeout=SECONDS_TO_INSTALL)
        process = subprocess.Popen(common, env=environment)
        try:
            _wait_until_it_answers(f"http://127.0.0.1:{port}")
            yield OdooServer(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(timeout=20)


def _make_role(parts: dict[str, str]) -> None:
    """Odoo makes its database itself, as a role of its own that is no superuser."""
    connection = psycopg2.connect(**parts)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE ROLE odoo LOGIN CREATEDB")
    connection.close()


def _wait_until_it_answers(url: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with suppress(OSError, xmlrpc.client.Error):
            xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/common").version()
            return
        time.sleep(0.3)
    raise TimeoutError("Odoo does not answer")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
