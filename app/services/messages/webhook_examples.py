"""One example of each event of a webhook, with the words of the templates, as the sender would send it."""

from collections.abc import Mapping
from uuid import UUID

from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.alerts.words import TAKE_IT, headline
from app.domain.messages.delivery import ROUTE_TEST, OutgoingMessage
from app.domain.messages.webhook_events import BY_TYPE, WebhookEvent, webhook_body
from app.services.messages.route_tests import route_test_text
from app.services.messages.texts import MessageText, render

SITE = "https://ops.example.com"
ID = UUID("6f1e3a52-7a0b-4b8e-9b1e-2f6f2c9b4d10")
NAME, WHO = "Ana Ruiz", "Ana Ruiz (North)"
ABOUT: dict[str, object] = {
    "notice": AlertNotice.RAISED,
    "name": NAME,
    "who": WHO,
    "day": "today",
    "on": "",
    "until": "",
    "time": "06:12",
}
FACTS: Mapping[str, Mapping[str, object]] = {
    "attendance": ABOUT | {"reason": "personal"},
    "missed": ABOUT | {"people": [{"name": NAME}], "names": WHO, "cut_off": "10:15"},
    "safety": ABOUT | {"place": "12 Mill Road", "number": "+13125550143"},
    "blocker": ABOUT | {"note": "The compressor has not arrived.", "unclear": False},
    "line": {"why": "3 calls came by 10:15; 18 is usual for a Tuesday.", "hold": 15},
    "late": {"name": NAME, "arrives": "08:40"},
    "call_back": {"name": NAME, "number": "(312) 555-0143"},
    "brief": {"counts": "18 of 22 ready · 2 out · 1 missing (Ana Ruiz) · 1 blocker open"},
}


def example_message(event: WebhookEvent) -> OutgoingMessage:
    text = _text(event.type)
    values = {
        "notice": AlertNotice.RAISED.value,
        "alert_ids": [4711],
        "alert_on": "2026-11-17",
        "happened": text.happened,
        "todo": text.todo,
        "link": text.link,
        "button": text.button,
    }
    return OutgoingMessage(
        id=ID,
        address=f"{SITE}/hooks",
        kind=event.type,
        subject=text.subject,
        text=text.plain,
        data={name: value for name, value in values.items() if name in event.data},
        link=text.link,
        message_id=f"<{ID}@ops.example.com>",
    )


def example_body(event_type: str) -> str:
    """Return the JSON text of an example."""
    return webhook_body(example_message(BY_TYPE[event_type]))


def _text(event_type: str) -> MessageText:
    if event_type == ROUTE_TEST:
        return route_test_text("dispatch", link=f"{SITE}/")
    if event_type not in set(AlertKind):
        return render(event_type, link=f"{SITE}/", button="Open Today", **FACTS[event_type])
    about = headline(AlertKind(event_type), NAME)
    return render(event_type, link=f"{SITE}/a/token", button=TAKE_IT, headline=about, **FACTS[event_type])
