"""JSON-2 as Odoo 19 speaks it: pages, retries, and each refusal in words that say what to do."""

import pytest

from app.odoo.client import OdooClient, read_all
from app.odoo.connect import connect
from app.odoo.errors import OdooAway, OdooError, OdooForbidden, OdooIncomplete, OdooRefused, OdooUnknownModel
from app.odoo.json2 import Json2Client
from app.odoo.transport import OdooTransport
from app.settings import Settings
from tests.odoo_json2 import DATABASE, KEY, StandIn

PEOPLE = "hr.employee"


@pytest.fixture(autouse=True)
def _people(odoo: StandIn) -> None:
    odoo.fields[PEOPLE] = ("name", "active")
    odoo.models[PEOPLE] = [
        {"id": number, "name": f"Person {number}", "active": number % 5 != 0} for number in range(1, 12)
    ]


def without_pauses(url: str, *, database: str = DATABASE, key: str = KEY) -> Json2Client:
    return Json2Client(OdooTransport(url, pauses=(0.0, 0.0)), database, key)


@pytest.mark.parametrize("page_size", [1, 3, 11, 500])
def test_pages_bring_every_record_once_by_id_archived_too(client: OdooClient, page_size: int) -> None:
    records = read_all(client, PEOPLE, [], ["name"], page_size=page_size)
    assert [record["id"] for record in records] == list(range(1, 12))


def test_answer_that_was_cut_short_is_no_basis_for_anything(odoo: StandIn, client: OdooClient) -> None:
    odoo.short_by = 2
    with pytest.raises(OdooIncomplete) as error:
        read_all(client, PEOPLE, [], ["name"])
    assert error.value.sentence == "Odoo counts 11 records of hr.employee and sent 9. Try again."


def test_companies_and_archived_people_are_asked_for_in_the_context(odoo: StandIn) -> None:
    client = Json2Client(OdooTransport(odoo.url), DATABASE, KEY, companies=(3, 5))
    client.count(PEOPLE, [])
    assert odoo.contexts == [{"active_test": False, "allowed_company_ids": [3, 5]}]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_failure_that_may_pass_is_tried_again(odoo: StandIn, client: OdooClient, status: int) -> None:
    odoo.failures = [(status, "busy"), (status, "busy")]
    assert client.count(PEOPLE, []) == 11
    assert odoo.requests == 3


def test_failure_that_stays_is_said(odoo: StandIn, client: OdooClient) -> None:
    odoo.failures = [(503, "busy")] * 3
    with pytest.raises(OdooAway) as error:
        client.count(PEOPLE, [])
    assert error.value.sentence == "Odoo answered 503. Nothing was changed; try again later."


def test_wrong_key_is_named_and_not_shown(odoo: StandIn) -> None:
    with pytest.raises(OdooRefused) as error:
        without_pauses(odoo.url, key="stolen").count(PEOPLE, [])
    assert error.value.sentence == "Odoo does not accept ODOO_API_KEY: it is wrong, or it has expired."


def test_wrong_database_is_named(odoo: StandIn) -> None:
    with pytest.raises(OdooError) as error:
        without_pauses(odoo.url, database="other").count(PEOPLE, [])
    assert error.value.sentence == "Odoo found no database 'other' or no JSON-2 interface under ODOO_URL."


def test_model_that_is_not_installed_is_told_apart(client: OdooClient) -> None:
    with pytest.raises(OdooUnknownModel) as error:
        client.fields_of("hr.leave")
    assert error.value.sentence == "This Odoo has no hr.leave."


def test_missing_right_is_said_in_words(odoo: StandIn, client: OdooClient) -> None:
    odoo.forbidden = {PEOPLE}
    with pytest.raises(OdooForbidden) as error:
        client.fields_of(PEOPLE)
    assert error.value.sentence == "The key may not read hr.employee in Odoo: its user needs the right for it."


def test_error_inside_a_success_is_an_error(odoo: StandIn, client: OdooClient) -> None:
    odoo.failures = [(200, {"jsonrpc": "2.0", "error": {"code": 200, "message": "Odoo Server Error"}})]
    with pytest.raises(OdooError) as error:
        client.count(PEOPLE, [])
    assert error.value.sentence == "Odoo: Odoo Server Error."


def test_plain_http_is_refused_but_on_this_machine() -> None:
    with pytest.raises(OdooError) as error:
        OdooTransport("http://odoo.example.com")
    assert error.value.sentence == "ODOO_URL must start with https://: the key would cross the network in the open."


def test_nothing_that_listens_is_said() -> None:
    with pytest.raises(OdooAway) as error:
        without_pauses("http://127.0.0.1:9").count(PEOPLE, [])
    assert error.value.sentence == "Odoo cannot be reached. Check ODOO_URL; nothing was changed."


def test_version_without_the_old_interface_is_asked_by_json2(odoo: StandIn) -> None:
    settings = Settings(odoo_url=odoo.url, odoo_db=DATABASE, odoo_api_key=KEY)
    assert connect(settings).fields_of(PEOPLE) == {"id", "name", "active"}


def test_missing_settings_are_listed() -> None:
    with pytest.raises(OdooError) as error:
        connect(Settings(odoo_url="http://127.0.0.1:8069"))
    assert error.value.sentence == "Odoo is not set up: ODOO_DB, ODOO_API_KEY is missing (docs/odoo.md)."
