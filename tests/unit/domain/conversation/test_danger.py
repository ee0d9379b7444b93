"""Words of danger, and words that only sound like it."""

import pytest

from app.domain.conversation.danger import is_danger


@pytest.mark.parametrize(
    "said",
    [
        "I cut my hand",
        "I cut my left hand pretty bad",
        "yes, but it's bleeding",
        "there's a gas smell in the basement",
        "It smells like gas here",
        "I had a car accident",
        "He fell off the ladder",
        "somebody got hurt",
        "I’m hurt",
        "the van is on fire",
        "I crashed the van",
    ],
)
def test_danger_is_heard(said: str) -> None:
    assert is_danger(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ready",
        "I'm sick",
        "Waiting on a gas valve",
        "nobody got hurt",
        "no injuries",
        "cut callbacks in half",
        "It won't hurt to check",
        "Gas furnace at the Hill job",
        "We rolled a truck to the Hill job",
        "The tablet crashed",
        "",
    ],
)
def test_ordinary_words_are_no_danger(said: str) -> None:
    assert not is_danger(said)
