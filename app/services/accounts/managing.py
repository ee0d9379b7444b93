"""Sign-ins as an administrator keeps them: people invited, roles changed, sign-ins ended and opened again.

The last administrator who can sign in stays one on every path: changes of sign-ins take one lock after another.
"""

import secrets
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, InvalidTransition, NotFound
from app.domain.messages.delivery import INVITATION, TOKEN_AT_SENDING, ChannelName
from app.domain.mornings.workdays import local_date
from app.domain.people.facts import PersonFacts
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, User
from app.queries.admin_lists import count_active_admins
from app.queries.people_facts import load_facts
from app.services.accounts.passwords import hash_again
from app.services.accounts.sessions import drop_sessions
from app.services.audit import record_audit
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.people.changed_by import ChangedBy
from app.services.people.numbers import next_employee_numbers
from app.services.people.saving import lock_directory, save_person
from app.settings import Settings

LAST_ADMIN = "This is the last administrator who can sign in: make somebody else one first."
BODY = """{inviter} invites you to {product} of {company}.

{way_in}
"""
FIRST_STEP = "Choose a password within 7 days, then sign in with {email}: {link}"
FIRST_STEP_AT_COMPANY = "Sign in with the company's own sign-in, as {email}: {link}"


def invite(
    session: Session, *, email: str, name: str, role: Role, by: Viewer, settings: Settings, now: datetime
) -> User:
    """Give a sign-in to the person with this address, who is added to the directory where nobody has it."""
    lock_directory(session)
    address = email.strip().lower()
    employee = session.scalar(sa.select(Employee).where(sa.func.lower(Employee.email) == address))
    if employee is None:
        if not name:
            raise InvalidInput("Nobody in the directory has this address: give the name too.", field="name")
        employee = _add_person(session, address, name, role, by=by, settings=settings, now=now)
    elif employee.role is not role:
        raise InvalidInput(f"{employee.name} is in the directory as {employee.role}. Choose that role.", field="role")
    if session.scalar(sa.select(User.id).where(User.employee_id == employee.id)) is not None:
        raise InvalidInput(f"{employee.name} has a sign-in already.", field="email")
    user = User(
        employee_id=employee.id,
        email=address,
        password_hash=hash_again(secrets.token_urlsafe(48)),
        recovery_code_hashes=[],
    )
    session.add(user)
    session.flush()
    record_audit(session, actor_id=by.employee_id, action="user.invited", subject_id=employee.id, now=now)
    send_invitation(session, user.id, by=by, settings=settings, now=now)
    return user


def _add_person(
    session: Session, address: str, name: str, role: Role, *, by: Viewer, settings: Settings, now: datetime
) -> Employee:
    [number] = next_employee_numbers(session, 1)
    facts = PersonFacts(
        name=name,
        email=address,
        role=role,
        started_on=local_date(now, settings.company_timezone),
        timezone=settings.company_timezone,
    )
    save_person(session, number, facts, by=ChangedBy.form(by), now=now, settings=settings)
    return session.get_one(Employee, number)


def send_invitation(session: Session, user_id: int, *, by: Viewer, settings: Settings, now: datetime) -> None:
    """Queue the link by which they choose a password, its token made when the message is sent.

    Where passwords are off, the link is that of the company's own sign-in.
    """
    user = _get(session, user_id)
    page = f"password-resets/{TOKEN_AT_SENDING}" if settings.password_sign_in else "sign-in"
    way_in = FIRST_STEP if settings.password_sign_in else FIRST_STEP_AT_COMPANY
    minute = int(now.timestamp()) // 60
    message = NewMessage(
        kind=INVITATION,
        channel=ChannelName.EMAIL,
        address=user.email,
        recipient_id=user.employee_id,
        subject=f"Your sign-in to {settings.company_name}'s Daily Ops Coach",
        body_text=BODY.format(
            inviter=by.name,
            product="Daily Ops Coach",
            company=settings.company_name,
            way_in=way_in.format(email=user.email, link=f"{settings.public_url}/{page}"),
        ),
        dedupe_key=f"{INVITATION}:{user.id}:{user.session_epoch}:{minute}",
        urgent=True,
    )
    enqueue_message(session, message, now=now)


def change_role(session: Session, user_id: int, role: Role, *, by: Viewer, settings: Settings, now: datetime) -> None:
    """Change the role of the person; open sessions have the new one with their next page."""
    lock_directory(session)
    user = _get(session, user_id)
    facts = load_facts(session, [user.employee_id])[user.employee_id]
    if facts.role is role:
        return
    _keep_an_admin(session, user, stays=role is Role.ADMIN)
    changed = replace(facts, role=role)
    save_person(session, user.employee_id, changed, by=ChangedBy.form(by), now=now, settings=settings)
    record_audit(session, actor_id=by.employee_id, action="user.role_changed", subject_id=user.employee_id, now=now)


def set_active(session: Session, user_id: int, *, active: bool, by: Viewer, now: datetime) -> None:
    """End the sign-in and every session of it, or open it again."""
    lock_directory(session)
    user = _get(session, user_id)
    if active and not session.get_one(Employee, user.employee_id).active:
        raise InvalidTransition("The person has left: HR opens the record again first.")
    _keep_an_admin(session, user, stays=active)
    user.active = active
    if not active:
        user.session_epoch += 1
        drop_sessions(session, user=user)
    action = "user.activated" if active else "user.deactivated"
    record_audit(session, actor_id=by.employee_id, action=action, subject_id=user.employee_id, now=now)


def _get(session: Session, user_id: int) -> User:
    user = session.get(User, user_id, with_for_update=True)
    if user is None:
        raise NotFound("There is no such sign-in.")
    return user


def _keep_an_admin(session: Session, user: User, *, stays: bool) -> None:
    is_admin = user.active and session.get_one(Employee, user.employee_id).role is Role.ADMIN
    if is_admin and not stays and count_active_admins(session) == 1:
        raise InvalidTransition(LAST_ADMIN)
