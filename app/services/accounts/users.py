"""Sign-ins: made, verified, given a new password. A changed password raises the epoch, which ends every session."""

import re
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.figures.digest_times import DigestDay
from app.domain.permissions import Role
from app.models import Employee, User
from app.queries.users import find_user_by_email
from app.services.accounts.passwords import LONGEST, hash_again, hash_password, needs_new_hash, verify_password
from app.services.accounts.sessions import drop_sessions
from app.services.audit import record_own_act

PRODUCT = "Daily Ops Coach"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WRONG = "The address and the password do not belong together. Check both, or ask for a new password."


def create_user(session: Session, *, email: str, password: str, employee: Employee) -> User:
    """Give the person a sign-in under this address."""
    email = _clean_address(email)
    if session.scalar(select(User.id).where((User.email == email) | (User.employee_id == employee.id))):
        raise InvalidInput(f"{employee.name} or {email} already has a sign-in.", field="email")
    user = User(
        employee_id=employee.id,
        email=email,
        password_hash=hash_password(password, owner=(employee.name, email, PRODUCT)),
        recovery_code_hashes=[],
    )
    session.add(user)
    session.flush()
    return user


def find_or_create_employee(
    session: Session, *, email: str, name: str | None, role: Role | None, timezone: str, now: datetime
) -> Employee:
    """Return the person with this address, or make one; a person in the directory keeps their name and role."""
    email = _clean_address(email)
    employee = session.scalar(select(Employee).where(func.lower(Employee.email) == email))
    if employee is not None:
        return employee
    if not name or role is None:
        raise NotFound(f"Nobody in the directory has {email}. Give a name and a role to add the person.")
    employee = Employee(name=name, email=email, role=role, timezone=timezone, started_on=now.date())
    session.add(employee)
    session.flush()
    return employee


def verify_sign_in(session: Session, *, email: str, password: str) -> User:
    """Return whose address and password these are; one refusal for an unknown address and a wrong password."""
    user = find_user_by_email(session, email)
    if not verify_password(user.password_hash if user else None, password) or user is None:
        raise InvalidInput(WRONG, field="password")
    if needs_new_hash(user.password_hash) and len(password) <= LONGEST:
        user.password_hash = hash_again(password)
    return user


def record_sign_in(session: Session, *, user: User, now: datetime) -> None:
    user.last_sign_in_at = now
    record_own_act(session, user, "user.signed_in", now)


def change_password(session: Session, *, user: User, current: str, new: str, now: datetime) -> None:
    if not verify_password(user.password_hash, current):
        raise InvalidInput("This is not your current password.", field="current")
    set_password(session, user=user, new=new, now=now)


def set_password(session: Session, *, user: User, new: str, now: datetime) -> None:
    """Replace the password and end every session, links for a reset included."""
    employee = session.get_one(Employee, user.employee_id)
    user.password_hash = hash_password(new, owner=(employee.name, user.email, PRODUCT), field="new")
    user.session_epoch += 1
    drop_sessions(session, user=user)
    record_own_act(session, user, "user.password_changed", now)


def set_regular_messages(session: Session, *, user: User, morning_brief: bool, digest: DigestDay) -> None:
    employee = session.get_one(Employee, user.employee_id)
    employee.wants_morning_brief, employee.weekly_digest = morning_brief, digest


def _clean_address(email: str) -> str:
    email = email.strip().lower()
    if not _ADDRESS.fullmatch(email):
        raise InvalidInput(f"{email or 'Nothing'} is not an e-mail address.", field="email")
    return email
