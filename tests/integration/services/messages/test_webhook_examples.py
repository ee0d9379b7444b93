"""Each event has an example in the words of the templates, of the shape that is described."""

import jsonschema
import pytest

from app.domain.messages.webhook_events import EVENTS, WebhookEvent, body_schema
from app.services.messages.webhook_examples import FACTS
from app.services.messages.webhook_guide import example_of


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_example_is_of_the_described_shape(event: WebhookEvent) -> None:
    example = example_of(event)
    jsonschema.validate(example, body_schema(event))
    assert example["type"] == event.type
    assert example["data"]["happened"] in example["text"]
    assert set(event.data) - set(example["data"]) <= {"thread"}


def test_facts_are_of_events_alone() -> None:
    assert set(FACTS) == {event.type for event in EVENTS} - {"route_test"}


def test_example_reads_as_a_message_does() -> None:
    assert example_of(EVENTS[0])["subject"] == "Ana Ruiz is not coming in today"
