"""The example client, as a program of its own against a real server."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from app.models import KpiReading
from tests.builders import TODAY, make_employee, make_kpi, make_time_off
from tests.functional.web.api.conftest import Programs

EXAMPLE = Path(__file__).parents[4] / "docs" / "examples" / "api_client.py"


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    httpd = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_it_sends_readings_and_reads_time_off(program: Programs, session: Session, server: str, tmp_path: Path) -> None:
    ana = make_employee(session)
    make_kpi(session, name="First-time fix", unit="")
    make_time_off(session, ana, starts_on=TODAY, ends_on=TODAY)
    asking = program()
    readings = tmp_path / "readings.csv"
    readings.write_text(f"employee_number,kpi,read_on,value\n{ana.id},First-time fix,{TODAY},82\n")
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, str(EXAMPLE), server, str(readings)],
            env=os.environ | {"API_TOKEN": asking.token},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert ran.stdout == f"1 readings saved\n{ana.id} is off from {TODAY} to {TODAY}\n"
    assert session.query(KpiReading).count() == 1
