"""`flask outbox list|retry`."""

from flask import Flask
from sqlalchemy.orm import Session

from app.models import OutboxStatus
from tests.builders import make_message


def test_list_shows_what_was_given_up_and_counts_all(app: Flask, session: Session) -> None:
    dead = make_message(
        session,
        status=OutboxStatus.DEAD,
        attempts=16,
        last_error="E-mail: the server did not answer in time.",
    )
    make_message(session)
    session.commit()
    result = app.test_cli_runner().invoke(args=["outbox", "list", "--status", "dead"])
    shown = (
        f"2026-11-17 13:00:00Z  dead  email to dispatch@demo.example  Ana Ruiz is not coming in  {dead.id}  "
        "after 16 tries: E-mail: the server did not answer in time."
    )
    assert result.output.splitlines() == [shown, "1 pending · 0 sent · 1 dead · 0 cancelled"]


def test_retry_offers_all_or_those_named(app: Flask, session: Session) -> None:
    ids = [make_message(session, status=OutboxStatus.DEAD).id for _ in range(3)]
    session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["outbox", "retry", str(ids[0])]).output == "1 message offered again.\n"
    assert runner.invoke(args=["outbox", "retry"]).output == "2 messages offered again.\n"
    assert runner.invoke(args=["outbox", "retry", "nonsense"]).exit_code == 2
