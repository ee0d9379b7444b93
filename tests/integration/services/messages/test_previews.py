"""A message as it went out: with those of its group, and without the token of its link."""

import uuid

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.messages.delivery import TOKEN_AT_SENDING
from app.services.messages.previews import preview_message
from app.settings import Settings
from tests.builders import make_message


def test_message_is_shown_without_the_token_of_its_link(session: Session, settings: Settings) -> None:
    message = make_message(session, subject="No lift", body_text=f"No lift. https://c/{TOKEN_AT_SENDING}")
    preview = preview_message(session, message.id, settings=settings)
    assert (preview.message, preview.together) == (message, 1)
    assert (preview.wording.subject, preview.wording.text) == ("No lift", "No lift. https://c/made-when-sent\n")


def test_any_row_of_a_group_shows_the_whole(session: Session, settings: Settings) -> None:
    first = make_message(session, kind="blocker", body_text="No lift.")
    other = make_message(session, kind="blocker", body_text="No code.", sent_with_id=first.id)
    previews = [preview_message(session, row.id, settings=settings) for row in (first, other)]
    assert [(preview.message, preview.together) for preview in previews] == [(first, 2), (first, 2)]
    assert {preview.wording.text for preview in previews} == {"No lift.\n\nNo code.\n"}
    assert previews[0].wording.subject == "2 blockers"


def test_unknown_message_is_not_found(session: Session, settings: Settings) -> None:
    with pytest.raises(NotFound):
        preview_message(session, uuid.uuid4(), settings=settings)
