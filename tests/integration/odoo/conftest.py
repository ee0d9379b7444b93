"""An Odoo of version 19 on loopback, and the client that the settings lead to."""

from collections.abc import Iterator

import pytest

from app.odoo.client import OdooClient
from app.odoo.json2 import Json2Client
from app.odoo.transport import OdooTransport
from tests.odoo_json2 import DATABASE, KEY, StandIn, json2_server


@pytest.fixture
def odoo() -> Iterator[StandIn]:
    with json2_server() as stand_in:
        yield stand_in


@pytest.fixture
def client(odoo: StandIn) -> OdooClient:
    return Json2Client(OdooTransport(odoo.url, pauses=(0.0, 0.0)), DATABASE, KEY)
