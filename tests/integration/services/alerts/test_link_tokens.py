"""The token of an acknowledge link: how long it works, tampering, and key rotation."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.services.alerts.link_tokens import LinkProblem, LinkRefused, make_ack_token, read_ack_link
from app.settings import Settings
from tests.builders import NOW


def problem(refused: pytest.ExceptionInfo[LinkRefused]) -> tuple[LinkProblem, str]:
    return refused.value.problem, refused.value.sentence


def test_token_holds_whom_it_was_sent_to(settings: Settings) -> None:
    token = make_ack_token(settings, 7, "Dana Kim", employee_id=3, now=NOW)
    claim = read_ack_link(token, settings=settings, now=NOW)
    assert (claim.alert_id, claim.employee_id, claim.recipient) == (7, 3, "")


def test_two_links_about_one_alert_are_told_apart(settings: Settings) -> None:
    tokens = [make_ack_token(settings, 7, "dispatch", now=NOW) for _ in range(2)]
    assert len({read_ack_link(token, settings=settings, now=NOW).nonce for token in tokens}) == 2


@pytest.mark.parametrize(("hours", "works"), [(23.99, True), (24, False)])
def test_link_expires(settings: Settings, hours: float, works: bool) -> None:  # noqa: FBT001 - a test's table
    token = make_ack_token(settings, 1, "dispatch", now=NOW)
    later = NOW + timedelta(hours=hours)
    if works:
        assert read_ack_link(token, settings=settings, now=later).alert_id == 1
        return
    with pytest.raises(LinkRefused) as refused:
        read_ack_link(token, settings=settings, now=later)
    assert problem(refused) == (
        LinkProblem.EXPIRED,
        "A link works for 24 hours, and this one is older. Sign in to see the alert.",
    )


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "A" + t, lambda _: "", lambda t: t + "x", str.upper])
def test_tampered_link_is_refused(settings: Settings, change: Callable[[str], str]) -> None:
    token = make_ack_token(settings, 1, "dispatch", now=NOW)
    with pytest.raises(LinkRefused) as refused:
        read_ack_link(change(token), settings=settings, now=NOW)
    assert refused.value.problem is LinkProblem.BROKEN


def test_link_survives_the_change_of_key_while_the_old_one_is_listed(settings: Settings) -> None:
    old, new = "old-key-0123456789-0123456789", "new-key-0123456789-0123456789"
    token = make_ack_token(dataclasses.replace(settings, secret_key=(old,)), 7, "dispatch", now=NOW)
    both = dataclasses.replace(settings, secret_key=(new, old))
    assert read_ack_link(token, settings=both, now=NOW).alert_id == 7
    with pytest.raises(LinkRefused):
        read_ack_link(token, settings=dataclasses.replace(settings, secret_key=(new,)), now=NOW)
    fresh = make_ack_token(both, 7, "dispatch", now=NOW)
    assert read_ack_link(fresh, settings=dataclasses.replace(settings, secret_key=(new,)), now=NOW).alert_id == 7
