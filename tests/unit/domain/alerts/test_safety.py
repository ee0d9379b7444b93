"""SAFETY-1 as pure values: the fact, the number where nobody is on file, the place in few words."""

from datetime import date

from app.domain.alerts.safety import LONGEST_PLACE, place_of, safety_finding

DAY = date(2026, 11, 17)


def test_SAFETY_1_says_the_fact_and_the_number_of_a_stranger() -> None:  # noqa: N802 - the rule's id
    finding = safety_finding(DAY, "+13125550142")
    assert (finding.rule_id, finding.facts) == ("SAFETY-1", {"day": "2026-11-17", "number": "+13125550142"})
    assert finding.why == (
        "Said on the phone on Tue 17 Nov that somebody is hurt or in danger. The call came from +13125550142."
    )
    assert safety_finding(DAY, None).facts == {"day": "2026-11-17"}


def test_place_is_one_short_line() -> None:
    assert place_of(" 12 Hill\nStreet ") == "12 Hill Street"
    assert len(place_of("x" * 500) or "") == LONGEST_PLACE
    assert [place_of(said) for said in (None, "", 7, ["Hill"])] == [None] * 4
