"""Sign-ins, read for the session, the sign-in form and the account page."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.figures.digest_times import DigestDay
from app.models import Employee, User


@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    name: str
    email: str
    role: str
    timezone: str
    wants_morning_brief: bool
    weekly_digest: DigestDay
    two_factor: bool
    recovery_codes_left: int


def find_user_by_email(session: Session, email: str) -> User | None:
    """Return the active sign-in with this address, whatever its case, if its employee is active too."""
    return session.scalar(_active_users().where(User.email == email.strip().lower()))


def find_user(session: Session, user_id: int) -> User | None:
    return session.scalar(_active_users().where(User.id == user_id))


def get_account(session: Session, user_id: int) -> AccountFacts:
    owned = select(User, Employee).join(Employee, Employee.id == User.employee_id).where(User.id == user_id)
    user, employee = session.execute(owned).one()
    return AccountFacts(
        name=employee.name,
        email=user.email,
        role=employee.role,
        timezone=employee.timezone,
        wants_morning_brief=employee.wants_morning_brief,
        weekly_digest=employee.weekly_digest,
        two_factor=user.totp_confirmed_at is not None,
        recovery_codes_left=len(user.recovery_code_hashes),
    )


def _active_users() -> Select[User]:
    return select(User).join(Employee, Employee.id == User.employee_id).where(User.active, Employee.active)
