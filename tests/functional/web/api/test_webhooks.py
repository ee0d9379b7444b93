"""The description of what goes out: a valid OpenAPI document, and a page that a person can read."""

import json
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from app.domain.messages.webhook_events import EVENTS, body_schema
from app.services.messages.webhook_guide import HEADERS, example_of, signature_check


@pytest.fixture
def document(app: Flask) -> Any:
    return app.test_client().get("/api/v1/openapi.json").get_json()


def test_document_lists_every_event_with_the_senders_shape(document: Any) -> None:
    assert document["openapi"] == "3.1.0"
    assert list(document["webhooks"]) == sorted(event.type for event in EVENTS)
    for event in EVENTS:
        content = document["webhooks"][event.type]["post"]["requestBody"]["content"]["application/json"]
        assert content["schema"] == body_schema(event)
        assert content["example"] == example_of(event)
        Draft202012Validator.check_schema(content["schema"])


def test_document_names_the_headers_and_needs_no_token(document: Any) -> None:
    for item in document["webhooks"].values():
        assert [parameter["name"] for parameter in item["post"]["parameters"]] == list(HEADERS)
        assert item["post"]["security"] == []


def test_page_shows_events_examples_and_the_check(app: Flask) -> None:
    from html import unescape

    page = unescape(app.test_client().get("/api/v1/docs").text)
    assert signature_check() in page
    for event in EVENTS:
        assert f"Event <code>{event.type}</code>" in page
        assert json.dumps(example_of(event), ensure_ascii=False, indent=2) in page
