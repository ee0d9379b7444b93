"""From the clock through RQ to the delivery job, on a real Valkey, a real Postgres and a real SMTP server."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from redis import Redis
from rq import SimpleWorker
from sqlalchemy.orm import Session

from app.domain.messages import destinations
from app.domain.messages.delivery import ChannelName
from app.jobs.clock import offer_due
from app.jobs.delivery import deliver_message
from app.jobs.queues import Offer, QueueName, offer
from app.jobs.schedule import BY_NAME, run_periodic
from app.jobs.worker import OpsWorker
from app.models import OutboxMessage, OutboxStatus, ScheduledRun
from app.queries.liveness import clock_alive, worker_alive
from app.settings import Settings
from tests.builders import NOW, make_message


class Desk:
    def __init__(self) -> None:
        self.answer = "250 taken"
        self.taken: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's hook
        if self.answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        return self.answer


@pytest.fixture
def desk(closed_port: int, app: Flask, settings: Settings) -> Iterator[Desk]:
    """A mail server, and the app set up to use it."""
    desk = Desk()
    controller = Controller(desk, hostname="127.0.0.1", port=closed_port)
    controller.start()
    mailing = dataclasses.replace(settings, mail_url=f"smtp://127.0.0.1:{closed_port}", mail_from="ops@demo.example")
    try:
        with using(app, mailing):
            yield desk
    finally:
        controller.stop()


@contextmanager
def using(app: Flask, settings: Settings) -> Iterator[None]:
    before = app.extensions["settings"]
    app.extensions["settings"] = settings
    try:
        yield
    finally:
        app.extensions["settings"] = before


@pytest.fixture
def due(committed: Session) -> Callable[..., OutboxMessage]:
    def make(**overrides: Any) -> OutboxMessage:
        message = make_message(committed, **{"available_at": NOW, "created_at": NOW} | overrides)
        committed.commit()
        return message

    return make


def work(app: Flask, redis: Redis) -> None:
    with app.app_context():
        SimpleWorker(list(QueueName), connection=redis).work(burst=True, logging_level="ERROR")


def tick(app: Flask, redis: Redis, now: datetime | None = None) -> list[str]:
    """Let the clock pass once; return the delivery jobs that wait."""
    with app.app_context():
        offer_due(redis, now or NOW)
    return waiting(redis)


def waiting(redis: Redis) -> list[str]:
    queues: list[list[Any]] = [redis.lrange(f"rq:queue:{name}", 0, -1) for name in QueueName]
    ids = [job.decode() for jobs in queues for job in jobs]
    return [job for job in ids if job.startswith("deliver-")]


def test_due_message_is_offered_once_and_sent(
    app: Flask, redis: Redis, desk: Desk, committed: Session, due: Callable[..., OutboxMessage]
) -> None:
    message = due(urgent=True)
    assert tick(app, redis) == [f"deliver-{message.id}-0"]
    assert tick(app, redis) == [f"deliver-{message.id}-0"]
    work(app, redis)
    [mail] = desk.taken
    assert mail["Message-ID"] == f"<{message.id}@demo.example>"
    committed.refresh(message)
    assert (message.status, message.provider_reference) == (OutboxStatus.SENT, "taken")
    assert tick(app, redis) == []


def test_emptied_redis_is_filled_again(app: Flask, redis: Redis, desk: Desk, due: Callable[..., OutboxMessage]) -> None:
    due()
    tick(app, redis)
    redis.flushall()
    assert len(tick(app, redis)) == 1
    work(app, redis)
    assert len(desk.taken) == 1


def test_job_that_a_killed_worker_took_along_is_offered_again(
    app: Flask, redis: Redis, desk: Desk, due: Callable[..., OutboxMessage]
) -> None:
    due()
    tick(app, redis)
    redis.lpop("rq:queue:delivery")
    assert len(tick(app, redis)) == 1


def test_same_message_twice_in_the_queue_is_sent_once(
    app: Flask, redis: Redis, desk: Desk, due: Callable[..., OutboxMessage]
) -> None:
    message = due()
    twice = [Offer(QueueName.DELIVERY, f"again-{number}", deliver_message, str(message.id), 9) for number in range(2)]
    assert offer(redis, twice) == 2
    work(app, redis)
    assert len(desk.taken) == 1


def test_refused_message_waits_and_is_given_up_for_good(
    app: Flask, redis: Redis, desk: Desk, committed: Session, due: Callable[..., OutboxMessage]
) -> None:
    message = due()
    desk.answer = "451 4.3.0 busy"
    tick(app, redis)
    work(app, redis)
    committed.refresh(message)
    assert (message.status, message.attempts) == (OutboxStatus.PENDING, 1)
    assert message.last_error == "E-mail: the server refused the message (451 4.3.0)."
    assert message.available_at > NOW
    assert tick(app, redis) == []
    desk.answer = "554 5.7.1 no"
    assert tick(app, redis, message.available_at) == [f"deliver-{message.id}-1"]
    message.available_at = NOW
    committed.commit()
    work(app, redis)
    committed.refresh(message)
    assert message.status is OutboxStatus.DEAD


def test_killed_after_the_claim_is_sent_again_under_the_same_id_when_the_lease_ends(
    app: Flask, redis: Redis, desk: Desk, due: Callable[..., OutboxMessage]
) -> None:
    message = due(attempts=1, claim_token=uuid4(), claimed_at=NOW - timedelta(seconds=40))
    assert tick(app, redis) == [f"deliver-{message.id}-1"]
    work(app, redis)
    assert [mail["Message-ID"] for mail in desk.taken] == [f"<{message.id}@demo.example>"]


def test_group_is_one_message(
    app: Flask, redis: Redis, desk: Desk, committed: Session, due: Callable[..., OutboxMessage]
) -> None:
    parts = [
        due(
            kind="blocker",
            group_key="blocker:email:dispatch@demo.example",
            body_text=f"Blocker {number}",
            body_html="<p>one</p>",
            data={"happened": f"Blocker {number}", "todo": "Clear it.", "link": f"https://coach.example/{number}"},
        )
        for number in (1, 2)
    ]
    tick(app, redis)
    work(app, redis)
    [mail] = desk.taken
    assert mail["Subject"] == "2 blockers"
    assert mail.get_body(("plain",)).get_content().split() == ["Blocker", "1", "Blocker", "2"]
    assert "https://coach.example/2" in mail.get_body(("html",)).get_content()
    for part in parts:
        committed.refresh(part)
        assert part.status is OutboxStatus.SENT


def test_route_whose_url_is_gone_is_given_up(
    app: Flask, redis: Redis, committed: Session, due: Callable[..., OutboxMessage]
) -> None:
    message = due(channel=ChannelName.CHAT, route="ops", data={"destination": destinations.fingerprint("slack://x")})
    with app.app_context():
        deliver_message(str(message.id))
    committed.refresh(message)
    assert message.status is OutboxStatus.DEAD
    assert message.last_error == "This destination is no longer in the settings."


def test_route_finds_its_url_in_the_settings(
    app: Flask, committed: Session, desk: Desk, due: Callable[..., OutboxMessage]
) -> None:
    url = "mailto:ops@demo.example"
    message = due(address="ops@demo.example", route="ops", data={"destination": destinations.fingerprint(url)})
    with using(app, dataclasses.replace(app.extensions["settings"], ops_urls=(url,))), app.app_context():
        deliver_message(str(message.id))
    assert desk.taken[0]["To"] == "ops@demo.example"


def test_nothing_is_sent_inside_a_transaction(
    app: Flask, committed: Session, desk: Desk, due: Callable[..., OutboxMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.extensions import db
    from app.jobs import delivery

    seen: list[bool] = []
    message = due()
    with app.app_context():
        real = delivery.channels(app.extensions["settings"])

        class Watching:
            def send(self, outgoing: Any) -> str | None:
                seen.append(db.session().in_transaction())
                return real[ChannelName.EMAIL].send(outgoing)

        monkeypatch.setattr(delivery, "channels", lambda _: real | {ChannelName.EMAIL: Watching()})
        deliver_message(str(message.id))
    assert seen == [False]


def test_try_that_breaks_off_is_a_try_and_is_not_hidden(
    app: Flask, committed: Session, due: Callable[..., OutboxMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.jobs import delivery

    class Broken:
        def send(self, outgoing: Any) -> str | None:
            raise KeyError("a fault of ours")

    message = due()
    monkeypatch.setattr(delivery, "channels", lambda _: {ChannelName.EMAIL: Broken()})
    with app.app_context(), pytest.raises(KeyError):
        deliver_message(str(message.id))
    committed.refresh(message)
    assert (message.status, message.attempts, message.claim_token) == (OutboxStatus.PENDING, 1, None)
    assert message.last_error == "The try broke off (KeyError)."


def test_periodic_job_runs_once_per_interval(app: Flask, redis: Redis, committed: Session) -> None:
    name = "escalate_due_alerts"
    with app.app_context():
        offer_due(redis, NOW)
        assert f"run-{name}".encode() in redis.lrange("rq:queue:urgent", 0, -1)
        run_periodic(name)
        run_periodic(name)
    row = committed.get_one(ScheduledRun, name)
    assert row.runs == 1
    assert row.due_at - row.started_at == BY_NAME[name].every


def test_every_periodic_job_runs_on_an_empty_database(app: Flask, committed: Session) -> None:
    with app.app_context():
        for name in BY_NAME:
            run_periodic(name)
    assert {row.name for row in committed.query(ScheduledRun)} == set(BY_NAME)


def test_signs_of_life(app: Flask, redis: Redis, committed: Session) -> None:
    assert not worker_alive(redis)
    assert not clock_alive(committed, NOW)
    tick(app, redis)
    OpsWorker(list(QueueName), connection=redis).heartbeat()
    committed.rollback()
    assert worker_alive(redis)
    assert 0 < redis.ttl("ops-coach:worker") <= 45
    assert clock_alive(committed, NOW + timedelta(seconds=19))
    assert not clock_alive(committed, NOW + timedelta(seconds=21))
