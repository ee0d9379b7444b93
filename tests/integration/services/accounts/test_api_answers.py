"""Kept answers: one for each token and key, for a day."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models import ApiAnswer, ApiToken
from app.services.accounts.api_answers import KeptAnswer, digest_of, find_kept_answer, forget_old_answers, keep_answer
from app.services.accounts.api_tokens import make_api_token
from app.settings import Settings
from tests.builders import NOW, make_user

DIGEST = digest_of("POST", "/time-off", b"{}")


@pytest.fixture
def token_id(session: Session) -> int:
    make_api_token(session, make_user(session), name="t", days=1, may_write=True, live=0, now=NOW)
    session.flush()
    return session.scalars(select(ApiToken.id)).one()


def test_the_second_request_gets_the_first_answer(session: Session, token_id: int) -> None:
    assert find_kept_answer(session, token_id, "k", DIGEST, now=NOW) is None
    keep_answer(session, token_id, "k", KeptAnswer(201, {"id": 7}))
    assert find_kept_answer(session, token_id, "k", DIGEST, now=NOW) == KeptAnswer(201, {"id": 7})
    with pytest.raises(InvalidInput, match="Another request used this key"):
        find_kept_answer(session, token_id, "k", digest_of("POST", "/time-off", b"[]"), now=NOW)


def test_a_key_has_an_end(session: Session, token_id: int) -> None:
    with pytest.raises(InvalidInput, match="At most 200"):
        find_kept_answer(session, token_id, "k" * 201, DIGEST, now=NOW)


def test_answers_go_after_a_day(session: Session, settings: Settings, token_id: int) -> None:
    for hours, key in ((25, "old"), (23, "young")):
        find_kept_answer(session, token_id, key, DIGEST, now=NOW - timedelta(hours=hours))
    assert forget_old_answers(session, now=NOW, settings=settings) == 1
    assert session.scalars(select(ApiAnswer.key)).all() == ["young"]
