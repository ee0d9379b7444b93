from datetime import UTC, datetime, timedelta

import pytest

from app.signing import BadToken, ExpiredToken, Purpose, read_signed, sign

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
KEYS = ("the current key",)


def test_value_comes_back_until_its_time_is_over() -> None:
    token = sign([1, "Ana", None], Purpose.ACKNOWLEDGE, keys=KEYS, expires_at=LATER)
    assert read_signed(token, Purpose.ACKNOWLEDGE, keys=KEYS, now=LATER - timedelta(seconds=1)) == [1, "Ana", None]
    with pytest.raises(ExpiredToken):
        read_signed(token, Purpose.ACKNOWLEDGE, keys=KEYS, now=LATER)


def test_token_of_another_purpose_is_nothing() -> None:
    token = sign([1, 1], Purpose.ACKNOWLEDGE, keys=KEYS, expires_at=LATER)
    with pytest.raises(BadToken):
        read_signed(token, Purpose.PASSWORD_RESET, keys=KEYS, now=NOW)


def test_current_key_signs_and_the_one_being_replaced_is_still_read() -> None:
    old = sign(1, Purpose.TYPED_CALL, keys=("old",), expires_at=LATER)
    new = sign(1, Purpose.TYPED_CALL, keys=("new", "old"), expires_at=LATER)
    assert read_signed(old, Purpose.TYPED_CALL, keys=("new", "old"), now=NOW) == 1
    assert read_signed(new, Purpose.TYPED_CALL, keys=("new",), now=NOW) == 1
    with pytest.raises(BadToken):
        read_signed(old, Purpose.TYPED_CALL, keys=("new",), now=NOW)


@pytest.mark.parametrize("token", ["", "x", "WzEsMl0.aaaa", "\x00", "ü"])
def test_what_we_did_not_make_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        read_signed(token, Purpose.ACKNOWLEDGE, keys=KEYS, now=NOW)


def test_nothing_is_signed_without_a_key() -> None:
    with pytest.raises(ValueError, match="SECRET_KEY"):
        sign(1, Purpose.ACKNOWLEDGE, keys=(), expires_at=LATER)
