"""The guide for whoever receives webhooks: rules, headers, the check of a signature, and every event."""

from app.domain.messages.webhook_events import EVENTS
from app.services.messages.webhook_guide import signature_check, webhook_document, webhook_rules


def test_rules_say_the_figures_of_the_code() -> None:
    text = " ".join(webhook_rules())
    figures = (
        "within 8 seconds",
        "after 5 seconds",
        "up to 10 minutes",
        "up to 1 hour",
        "16 tries",
        "425 and 429",
    )
    assert [figure for figure in figures if figure not in text] == []


def test_document_has_every_event_and_the_check() -> None:
    document = webhook_document()
    assert [line for line in document.splitlines() if line.startswith("### ")] == [f"### {e.type}" for e in EVENTS]
    assert f"```python\n{signature_check()}```" in document


def test_check_is_ten_lines_long() -> None:
    body = signature_check().partition("def is_genuine")[2]
    assert len([line for line in body.splitlines()[1:] if line.strip()]) <= 10
