"""The board has words for every reason why somebody is not expected."""

from app.domain.mornings.workdays import NotExpectedReason
from app.web.today.board import OFF_WORDS


def test_every_reason_has_its_words() -> None:
    assert set(OFF_WORDS) == set(NotExpectedReason)
