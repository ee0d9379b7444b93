"""Passwords: which are refused and with which words, and what a hash tells."""

import pytest
from argon2 import PasswordHasher

from app.domain.errors import InvalidInput
from app.services.accounts.passwords import (
    LONGEST,
    SHORTEST,
    hash_again,
    hash_password,
    needs_new_hash,
    verify_password,
)

GOOD = "seven green ladders in the rain"
OWNER = ("Ana Ruiz", "ana.ruiz@demo.example")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        (GOOD[: SHORTEST - 1], "Use at least 12 characters; a short sentence works well."),
        (GOOD * 5, "Use at most 128 characters."),
        *[
            (
                guessed,
                "This one would be guessed soon: it is common, or made of your name or address. Use a short sentence.",
            )
            for guessed in ("password1234", "aaaaaaaaaaaaaa", "AnaRuiz2026!", "ana.ruiz@demo.example")
        ],
    ],
)
def test_weak_password_is_refused_with_what_to_do(password: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        hash_password(password, owner=OWNER, field="new")
    assert (refused.value.sentence, refused.value.field) == (sentence, "new")


@pytest.mark.parametrize("password", [GOOD, GOOD[:SHORTEST], (GOOD * 5)[:LONGEST], "ключ под ковриком у двери"])
def test_good_password_verifies_against_its_hash_and_no_other_does(password: str) -> None:
    hashed = hash_password(password, owner=OWNER)
    assert hashed.startswith("$argon2id$")
    assert verify_password(hashed, password)
    assert not verify_password(hashed, f"{password} ")


def test_same_password_is_hashed_differently_each_time() -> None:
    assert hash_password(GOOD) != hash_password(GOOD)


@pytest.mark.parametrize("kept", [None, "", "not a hash"])
def test_without_a_hash_nothing_verifies(kept: str | None) -> None:
    assert not verify_password(kept, GOOD)


def test_password_in_use_is_hashed_anew_though_it_would_be_refused_as_a_new_one() -> None:
    assert verify_password(hash_again("password1234"), "password1234")


def test_hash_of_weaker_parameters_is_due() -> None:
    weaker = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    assert (needs_new_hash(weaker), needs_new_hash(hash_password(GOOD))) == (True, False)
