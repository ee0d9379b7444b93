"""Which outcome ends which kind of alert."""

import pytest

from app.domain.alerts.kinds import AlertKind, AlertOutcome
from app.domain.alerts.outcomes import OWNER_OUTCOMES, ends, may_choose
from app.domain.alerts.words import OUTCOME_WORDS

OF_THE_PRODUCT = {AlertOutcome.CORRECTED_BY_CALLER, AlertOutcome.CALLED_LATE, AlertOutcome.LINE_BACK}


def test_every_kind_has_outcomes_and_every_outcome_has_words() -> None:
    assert set(OWNER_OUTCOMES) == set(AlertKind)
    assert set(OUTCOME_WORDS) == set(AlertOutcome)


@pytest.mark.parametrize("kind", AlertKind)
def test_nobody_chooses_what_the_product_says_itself(kind: AlertKind) -> None:
    assert [outcome for outcome in OF_THE_PRODUCT if may_choose(kind, outcome)] == []


def test_blocker_ends_only_by_being_fixed_or_never_having_been_one() -> None:
    ending = [outcome for outcome in OWNER_OUTCOMES[AlertKind.BLOCKER] if ends(AlertKind.BLOCKER, outcome)]
    assert ending == [AlertOutcome.FIXED, AlertOutcome.FALSE_ALARM]


@pytest.mark.parametrize("kind", [kind for kind in AlertKind if kind is not AlertKind.BLOCKER])
def test_any_outcome_ends_every_other_kind(kind: AlertKind) -> None:
    assert all(ends(kind, outcome) for outcome in OWNER_OUTCOMES[kind])
