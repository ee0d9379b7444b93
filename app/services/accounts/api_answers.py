"""Answers kept under an Idempotency-Key: a request that comes again changes nothing and gets the first answer.

The key's row is written in the transaction that does the work; a second request waits for it and then reads the answer.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models import ApiAnswer
from app.settings import Settings

KEPT_FOR = timedelta(days=1)
LONGEST_KEY = 200


@dataclass(frozen=True)
class KeptAnswer:
    status: int
    body: Any


def digest_of(method: str, path: str, body: bytes) -> str:
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).hexdigest()


def find_kept_answer(session: Session, token_id: int, key: str, digest: str, *, now: datetime) -> KeptAnswer | None:
    """Return the first answer, or None where this request is the first. Raises InvalidInput for another request."""
    if len(key) > LONGEST_KEY:
        raise InvalidInput(f"At most {LONGEST_KEY} characters.", field="Idempotency-Key")
    first = insert(ApiAnswer).values(token_id=token_id, key=key, digest=digest, created_at=now)
    added = session.scalar(first.on_conflict_do_nothing(index_elements=["token_id", "key"]).returning(ApiAnswer.id))
    if added is not None:
        return None
    kept = session.scalars(select(ApiAnswer).where(ApiAnswer.token_id == token_id, ApiAnswer.key == key)).one()
    if kept.digest != digest:
        raise InvalidInput("Another request used this key. Take a new key for each request.", field="Idempotency-Key")
    return KeptAnswer(kept.status or 200, kept.body)


def keep_answer(session: Session, token_id: int, key: str, answer: KeptAnswer) -> None:
    kept = session.scalars(select(ApiAnswer).where(ApiAnswer.token_id == token_id, ApiAnswer.key == key)).one()
    kept.status, kept.body = answer.status, answer.body
    session.flush()


def forget_old_answers(session: Session, *, now: datetime, settings: Settings) -> int:  # noqa: ARG001 - a periodic job
    """Delete what is older than a day; return how many there were."""
    gone = session.scalars(delete(ApiAnswer).where(ApiAnswer.created_at < now - KEPT_FOR).returning(ApiAnswer.id))
    return len(gone.all())
