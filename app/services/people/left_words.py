"""A few words for a technician: left, said at the next call or sent as a text, and withdrawn until then."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, InvalidTransition, NotFound
from app.domain.messages.delivery import ChannelName
from app.domain.people.left_words import check_words, said_words
from app.domain.viewers import Viewer
from app.models import Call, Employee, LeftWord
from app.policy import quiet_until
from app.queries.left_words import find_waiting_word, get_addressee
from app.queries.open_calls import OpenCall
from app.services.audit import record_audit
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import sms_is_set_up
from app.services.messages.refused_texts import may_be_texted
from app.services.messages.texts import render
from app.settings import Settings


def may_have_a_text(person: Employee, settings: Settings) -> bool:
    return sms_is_set_up(settings) and may_be_texted(person)


def leave_word(
    session: Session,
    viewer: Viewer,
    employee_id: int,
    text: str,
    *,
    by_text: bool = False,
    settings: Settings,
    now: datetime,
) -> LeftWord:
    """Keep the words for the next call, or queue them as a text. The audit line holds none of them."""
    person = get_addressee(session, viewer, employee_id, now=now)
    if by_text and not may_have_a_text(person, settings):
        raise InvalidInput(f"{person.name} gets no texts from us: choose the next call.", field="how")
    word = LeftWord(
        employee_id=person.id,
        author_id=viewer.employee_id,
        words=check_words(text),
        by_text=by_text,
        created_at=now,
        said_at=now if by_text else None,
    )
    session.add(word)
    session.flush()
    record_audit(session, actor_id=viewer.employee_id, action="word.left", subject_id=person.id, now=now)
    if by_text:
        _send(session, word, person, author=viewer.name, settings=settings, now=now)
    return word


def withdraw_word(session: Session, viewer: Viewer, employee_id: int, word_id: int, *, now: datetime) -> None:
    """Take one's own words back while they wait."""
    own = (LeftWord.author_id == viewer.employee_id, LeftWord.employee_id == employee_id)
    word = session.scalar(select(LeftWord).where(LeftWord.id == word_id, *own).with_for_update())
    if word is None:
        raise NotFound("There are no such words of yours.")
    if word.said_at is not None:
        raise InvalidTransition("Too late: this has been said already.")
    if word.withdrawn_at is None:
        word.withdrawn_at = now
        record_audit(session, actor_id=viewer.employee_id, action="word.withdrawn", subject_id=employee_id, now=now)


def keep_word_said(session: Session, call: Call | OpenCall, employee_id: int, *, now: datetime) -> None:
    """Note that a call got past the question with which the words are said; one that tries the line notes nothing."""
    if call.quiet:
        return
    waiting = find_waiting_word(session, employee_id, left_by=call.started_at or now)
    if waiting:
        waiting[0].said_at = now


def _send(
    session: Session, word: LeftWord, person: Employee, *, author: str, settings: Settings, now: datetime
) -> None:
    text = render("word", link="", sentence=said_words(word.words, author))
    message = NewMessage(
        kind="word",
        channel=ChannelName.SMS,
        address=person.phone or "",
        recipient_id=person.id,
        subject=text.subject,
        body_text=text.short,
        dedupe_key=f"word:{word.id}",
        not_before=quiet_until(settings, person.timezone, now),
    )
    enqueue_message(session, message, now=now)
