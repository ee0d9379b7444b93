"""Who may see something, in words, from the grants."""

import pytest

from app.domain.permissions import Permission
from app.domain.readers import NOUNS, roles_granted, say_reach, say_roles

P = Permission


@pytest.mark.parametrize(
    ("permissions", "words"),
    [
        ([P.SYSTEM_MANAGE], "administrators"),
        ([P.KPI_EDIT], "managers and HR"),
        ([P.PERSON_READ, P.OWN_PAGE_READ], "the person, managers, executives and HR"),
    ],
)
def test_roles_are_named_in_one_order(permissions: list[Permission], words: str) -> None:
    assert say_roles(permissions) == words


@pytest.mark.parametrize(
    ("permission", "figures", "words"),
    [
        (P.TIME_OFF_EDIT, False, "Managers: their own people. HR: everybody."),
        (P.TRENDS_READ, True, "Managers: their own people. Executives and HR: everybody."),
        (P.TRENDS_READ, False, "Managers and executives: their own people. HR: everybody."),
    ],
)
def test_reach_is_that_of_the_role(permission: Permission, words: str, *, figures: bool) -> None:
    assert say_reach([permission], figures=figures) == words


def test_person_comes_first() -> None:
    assert say_reach([P.PERSON_READ, P.OWN_PAGE_READ]).startswith("The person. Managers and executives: their own")


def test_every_permission_is_somebodys() -> None:
    assert [permission for permission in Permission if not roles_granted([permission])] == []
    assert len(NOUNS) == len(set(NOUNS.values()))
