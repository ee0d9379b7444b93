"""Words of danger and of despair in what is written: the more urgent comes first, each text by itself."""

import pytest

from app.domain.conversation.distress import Distress, find_distress, words_for_distress


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Gate code", "I cut my hand"], Distress.DANGER),
        (["", "no reason to live"], Distress.DESPAIR),
        (["I want to die", "gas smell"], Distress.DANGER),
        (["I want to", "die casting"], None),
        (["Call three customers", " "], None),
        ([], None),
    ],
)
def test_what_is_written_tells_of(texts: list[str], expected: Distress | None) -> None:
    assert find_distress(texts) is expected


def test_words_name_the_number_and_say_who_knows() -> None:
    said = {
        (distress, told): words_for_distress(distress, told=told, emergency="911", crisis_line="988")
        for distress in Distress
        for told in (True, False)
    }
    assert said[Distress.DANGER, True] == "If it's an emergency, dial 911 now. Dispatch knows."
    assert said[Distress.DANGER, False].endswith("Then call dispatch: nobody could be told from here.")
    assert said[Distress.DESPAIR, False] == "I'm glad you told me. You can talk to somebody right now: call 988."
