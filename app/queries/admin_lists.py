"""What an administrator looks through: sign-ins, messages on their way, the audit log, tokens. No text of a message."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import ApiToken, AuditEvent, Employee, OutboxMessage, OutboxStatus, User
from app.queries.paging import Listing, Page, fetch_page

Subject = aliased(Employee, name="subject")
Actor = aliased(Employee, name="actor")


@dataclass(frozen=True, kw_only=True)
class SignInRow:
    id: int
    employee_id: int
    name: str
    email: str
    role: Role
    active: bool
    """The sign-in and the person both are."""
    two_factor: bool
    last_sign_in_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DeliveryRow:
    id: UUID
    created_at: datetime
    kind: str
    channel: ChannelName
    recipient: str
    """The person's name, else the route's, else the address."""
    status: OutboxStatus
    attempts: int
    sent_at: datetime | None
    failure: str | None


@dataclass(frozen=True, kw_only=True)
class AuditRow:
    id: int
    at: datetime
    actor: str | None
    action: str
    """Such as `user.signed_in`: of what, and what."""
    detail: dict[str, Any]
    subject: str | None

    @property
    def act(self) -> str:
        return self.action.replace(".", ": ").replace("_", " ")

    @property
    def more(self) -> str:
        return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in self.detail.items())


@dataclass(frozen=True, kw_only=True)
class TokenRow:
    id: int
    owner: str
    name: str
    may_write: bool
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


def list_sign_ins(session: Session, listing: Listing) -> Page[SignInRow]:
    active = sa.and_(User.active, Employee.active)
    columns: tuple[Any, ...] = (
        User.id, User.employee_id, Employee.name, User.email, Employee.role, active.label("active"),
        User.totp_confirmed_at.is_not(None).label("two_factor"), User.last_sign_in_at,
    )  # fmt: skip
    return fetch_page(
        session,
        sa.select(*columns).join(Employee, Employee.id == User.employee_id),
        listing,
        sorts={
            "": User.id,
            "name": Employee.name,
            "email": User.email,
            "role": sa.cast(Employee.role, sa.Text),
            "last_sign_in_at": User.last_sign_in_at,
        },
        searched=(Employee.name, User.email),
        make=SignInRow,
    )


def list_deliveries(session: Session, listing: Listing, *, status: OutboxStatus | None) -> Page[DeliveryRow]:
    recipient: Any = sa.func.coalesce(Employee.name, OutboxMessage.route, OutboxMessage.address)
    columns: tuple[Any, ...] = (
        OutboxMessage.id, OutboxMessage.created_at, OutboxMessage.kind, OutboxMessage.channel,
        recipient.label("recipient"), OutboxMessage.status, OutboxMessage.attempts, OutboxMessage.sent_at,
        OutboxMessage.last_error.label("failure"),
    )  # fmt: skip
    query = sa.select(*columns).outerjoin(Employee, Employee.id == OutboxMessage.recipient_id)
    if status is not None:
        query = query.where(OutboxMessage.status == status)
    return fetch_page(
        session,
        query,
        listing,
        sorts={"": OutboxMessage.id, "created_at": OutboxMessage.created_at, "kind": OutboxMessage.kind},
        searched=(recipient, OutboxMessage.kind, OutboxMessage.last_error),
        make=DeliveryRow,
    )


def list_audit(session: Session, listing: Listing) -> Page[AuditRow]:
    columns: tuple[Any, ...] = (
        AuditEvent.id, AuditEvent.at, Actor.name.label("actor"), AuditEvent.action, AuditEvent.detail,
        Subject.name.label("subject"),
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .outerjoin(Actor, Actor.id == AuditEvent.actor_id)
        .outerjoin(Subject, Subject.id == AuditEvent.subject_id)
    )
    return fetch_page(
        session,
        query,
        listing,
        sorts={"": AuditEvent.id, "at": AuditEvent.at, "action": AuditEvent.action},
        searched=(Actor.name, Subject.name, AuditEvent.action),
        make=AuditRow,
    )


def list_tokens(session: Session, listing: Listing, *, now: datetime) -> Page[TokenRow]:
    """Return the tokens of the API that work, of everybody."""
    columns: tuple[Any, ...] = (
        ApiToken.id, Employee.name.label("owner"), ApiToken.name, ApiToken.may_write, ApiToken.created_at,
        ApiToken.expires_at, ApiToken.last_used_at,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .join(User, User.id == ApiToken.user_id)
        .join(Employee, Employee.id == User.employee_id)
        .where(ApiToken.revoked_at.is_(None), ApiToken.expires_at > now)
    )
    return fetch_page(
        session,
        query,
        listing,
        sorts={
            "": ApiToken.id,
            "owner": Employee.name,
            "created_at": ApiToken.created_at,
            "expires_at": ApiToken.expires_at,
            "last_used_at": ApiToken.last_used_at,
        },
        searched=(Employee.name, ApiToken.name),
        make=TokenRow,
    )


def count_active_admins(session: Session) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(User)
        .join(Employee, Employee.id == User.employee_id)
        .where(User.active, Employee.active, Employee.role == Role.ADMIN)
    )
    return session.scalar(query) or 0
