"""What is said besides an answer, and answers that only sound like it."""

import pytest

from app.domain.conversation.asides import Aside, find_aside


@pytest.mark.parametrize(
    ("said", "aside"),
    [
        ("I don't want to be here anymore", Aside.DESPAIR),
        ("I’ve been thinking of killing myself", Aside.DESPAIR),
        ("Let me talk to a person", Aside.PERSON),
        ("can I speak with somebody real quick", Aside.PERSON),
        ("operator", Aside.PERSON),
        ("Call me back later", Aside.PERSON),
        ("ok bye", Aside.GOODBYE),
        ("I gotta go, sorry", Aside.GOODBYE),
        ("What?", Aside.REPEAT),
        ("sorry, say that again please", Aside.REPEAT),
        ("Good morning", Aside.REPEAT),
        ("who sees this", Aside.REPEAT),
    ],
)
def test_aside_is_heard(said: str, aside: Aside) -> None:
    assert find_aside(said) is aside


@pytest.mark.parametrize(
    "said",
    [
        "Ready",
        "No, good",
        "Talk to three customers before noon",
        "I want to be home by four",
        "Get me a ladder for the Hill job",
        "Say hello to every customer",
        "Waiting on the person with the gate code",
        "say bye-bye to callbacks this week",
        "",
    ],
)
def test_ordinary_answers_are_no_aside(said: str) -> None:
    assert find_aside(said) is None
