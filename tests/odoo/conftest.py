"""A real Odoo for `make test-odoo`; without it these tests are not collected, because installing it takes minutes."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.settings import Settings
from tests.odoo.server import DATABASE, PASSWORD, USER, OdooServer, odoo_server

HOME = os.environ.get("ODOO_HOME", "")
collect_ignore_glob = [] if HOME else ["test_*.py"]


@pytest.fixture(scope="session")
def odoo() -> Iterator[OdooServer]:
    with odoo_server(Path(HOME).resolve()) as server:
        yield server


@pytest.fixture
def odoo_settings(settings: Settings, odoo: OdooServer) -> Settings:
    return replace(settings, odoo_url=odoo.url, odoo_db=DATABASE, odoo_user=USER, odoo_api_key=PASSWORD)
