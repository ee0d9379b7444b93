"""What whoever receives webhooks has to know, said once for the API's page, its description and docs/webhooks.md."""

import json
from pathlib import Path
from typing import Any

from app.domain.messages.delivery import (
    CONNECT_SECONDS,
    FIRST_PAUSE,
    LONGEST_ASKED_PAUSE,
    LONGEST_PAUSE,
    READ_SECONDS,
    WORTH_ANOTHER_TRY,
)
from app.domain.messages.webhook_events import EVENTS, WebhookEvent
from app.domain.phrases import listed
from app.services.messages.webhook_examples import example_body
from app.settings import Settings

CHECK = Path(__file__).resolve().parents[3] / "docs" / "examples" / "webhook_check.py"
MADE_FROM = """Made from the code by `flask --app wsgi settings`; the same stands at `/api/v1/docs` and, for programs,
under `webhooks` in `/api/v1/openapi.json`.
"""
HEADERS = {
    "webhook-id": "The message's id, a UUID: the same on every try of this message.",
    "webhook-timestamp": "When this try was made, in seconds since 1970.",
    "webhook-signature": "`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.",
    "Idempotency-Key": "The message's id once more, for systems that look for it under this name.",
}
"""What each request carries beside its body."""


def webhook_rules() -> list[str]:
    """Return a paragraph each on where events go, what they are, how they are signed, and what answers mean."""
    asked, tries = LONGEST_ASKED_PAUSE.seconds // 3600, Settings().outbox_max_attempts
    worth = listed([str(status) for status in sorted(WORTH_ANOTHER_TRY)])
    addresses = (
        "An https address of a desk (Health → Desks, or `OPS_URLS` and `DISPATCH_URLS` in the environment) that is not "
        "one of a chat gets each of the desk's messages as a POST of JSON. What a desk may not read is never sent: no "
        "low energy, no class of a personal reason unless the settings show it to dispatch."
    )
    signature = (
        "Requests are signed as Standard Webhooks with `WEBHOOK_SIGNING_SECRET`, over the bytes of the body as they "
        "came; without that secret they carry no signature."
    )
    answers = (
        f"Any answer from 200 to 299 within {READ_SECONDS} seconds takes the message ({CONNECT_SECONDS} for the "
        f"connection); redirects are not followed. {worth}, 500 and above, and no answer lead to another try, after "
        f"{FIRST_PAUSE.seconds} seconds and then after twice as long each time, up to {LONGEST_PAUSE.seconds // 60} "
        f"minutes; a Retry-After is followed up to {asked} hour. After {tries} tries (`OUTBOX_MAX_ATTEMPTS`), or at "
        "once after any other answer, the message is given up: it shows red under Deliveries, and can be sent again "
        "there."
    )
    twice = (
        "A message may arrive twice, when an answer was lost: keep the ids that you have taken, for a day. Messages "
        "may come in another order than they were written. New fields and new types may be added: pass over what you "
        "do not know."
    )
    return [addresses, signature, answers, twice]


def signature_check() -> str:
    """Return the program that checks a signature."""
    return CHECK.read_text()


def example_of(event: WebhookEvent) -> dict[str, Any]:
    example: dict[str, Any] = json.loads(example_body(event.type))
    return example


def webhook_document() -> str:
    """Return docs/webhooks.md."""
    parts = [
        "# Outgoing webhooks\n",
        MADE_FROM,
        *(f"{rule}\n" for rule in webhook_rules()),
        "## Headers\n",
        "\n".join(
            ["| header | what it is |", "|---|---|", *(f"| `{name}` | {what} |" for name, what in HEADERS.items())]
        ),
        "\n## Checking the signature\n",
        f"`docs/examples/webhook_check.py`; names of headers in lower case:\n\n```python\n{signature_check()}```\n",
        "## Events\n",
        "\n".join(["| type | desks | when |", "|---|---|---|", *map(_row, EVENTS)]),
        *map(_section, EVENTS),
    ]
    return "\n".join(parts) + "\n"


def _row(event: WebhookEvent) -> str:
    return f"| `{event.type}` | {', '.join(event.desks)} | {event.when} |"


def _section(event: WebhookEvent) -> str:
    fields = "\n".join(f"- `data.{name}`: {field['description']}" for name, field in event.shape.items())
    example = json.dumps(example_of(event), ensure_ascii=False, indent=2)
    return f"\n### {event.type}\n\n{event.when}\n\n{fields}\n\n```json\n{example}\n```"
