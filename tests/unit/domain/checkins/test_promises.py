"""What was promised last is asked about once, shortly, and never argued with."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.checkins.fields import BY_NAME, CommitmentDone
from app.domain.checkins.promises import promise_question
from app.domain.checkins.readers import Nothing, read_done, read_field
from app.domain.checkins.reading import read_arguments
from app.domain.checkins.spoken.moment import Moment
from app.domain.checkins.time_box import spoken_seconds
from tests.builders import NOW

TODAY = date(2026, 11, 17)
MOMENT = Moment(local=NOW)


@pytest.mark.parametrize(
    ("action", "days", "question"),
    [
        ("call three customers", 1, "Yesterday: call three customers. Done?"),
        ("I'll call three customers.", 1, "Yesterday: call three customers. Done?"),
        ("  photos\nbefore I leave ", 4, "Friday: photos before I leave. Done?"),
        ("call three customers", 6, "Wednesday: call three customers. Done?"),
        ("call three customers", 7, None),
        ("call three customers", 0, None),
        ("one two three four five six seven eight", 1, "Yesterday: one two three four five six seven eight. Done?"),
        ("one two three four five six seven eight nine", 1, None),
        (" . ", 1, None),
    ],
)
def test_question_about_the_last_action(action: str, days: int, question: str | None) -> None:
    assert promise_question(action, said_on=TODAY - timedelta(days=days), today=TODAY) == question
    assert question is None or spoken_seconds(question) < 6


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ("yes", "yes"), ("Done.", "yes"), ("all three", "yes"), (True, "yes"), ("yep, all of it", "yes"),
        ("partly", "partly"), ("half of it", "partly"), ("most of it", "partly"), ("not quite", "partly"),
        ("about half", "partly"), ("no", "no"), (False, "no"), ("didn't get to it", "no"), ("no, it rained", "no"),
    ],
)  # fmt: skip
def test_answer_is_read(said: object, done: str) -> None:
    assert read_done(said) is CommitmentDone(done)


@pytest.mark.parametrize("said", ["the purple one", "what?", 7])
def test_unclear_answer_is_as_good_as_none(said: object) -> None:
    assert read_field(BY_NAME["last_commitment_done"], said, MOMENT) is Nothing.SAID
    arguments: dict[str, Any] = {"call_type": "ops_only", "ready_status": True, "last_commitment_done": said}
    reading = read_arguments(arguments, moment=MOMENT)
    assert "last_commitment_done" not in reading.values
    assert reading.problems == ()
