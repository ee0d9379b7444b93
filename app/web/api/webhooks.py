"""The `webhooks` of the OpenAPI document: requests that we send, made of the shapes that the sender uses."""

from typing import Any

from app.domain.messages.webhook_events import EVENTS, WebhookEvent, body_schema
from app.services.messages.webhook_guide import HEADERS, example_of, webhook_rules

REQUIRED = frozenset({"webhook-id", "webhook-timestamp", "Idempotency-Key"})
"""Headers of every request; the signature's is missing while no secret is set."""


def described_webhooks() -> dict[str, Any]:
    """Return a path item for each event."""
    return {event.type: {"post": _operation(event)} for event in EVENTS}


def _operation(event: WebhookEvent) -> dict[str, Any]:
    return {
        "operationId": f"webhook_{event.type}",
        "summary": event.when,
        "description": "\n\n".join(webhook_rules()),
        "security": [],
        "parameters": [_header(name, what) for name, what in HEADERS.items()],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": body_schema(event), "example": example_of(event)}},
        },
        "responses": {
            "2XX": {"description": "Taken."},
            "default": {"description": "Not taken; whether it comes again follows from the status."},
        },
    }


def _header(name: str, what: str) -> dict[str, Any]:
    return {
        "in": "header",
        "name": name,
        "required": name in REQUIRED,
        "schema": {"type": "string"},
        "description": what,
    }
