import pytest

from app.sealing import Unreadable, seal, unseal


def test_sealed_text_comes_back_and_shows_nothing() -> None:
    sealed = seal("JBSWY3DPEHPK3PXP", keys=("a",))
    assert unseal(sealed, keys=("a",)) == "JBSWY3DPEHPK3PXP"
    assert "JBSW" not in sealed
    assert seal("JBSWY3DPEHPK3PXP", keys=("a",)) != sealed


def test_key_that_is_being_replaced_still_opens() -> None:
    old = seal("text", keys=("old",))
    assert unseal(old, keys=("new", "old")) == "text"
    assert unseal(seal("text", keys=("new", "old")), keys=("new",)) == "text"
    with pytest.raises(Unreadable):
        unseal(old, keys=("new",))


def test_changed_text_is_unreadable() -> None:
    sealed = seal("text", keys=("a",))
    with pytest.raises(Unreadable):
        unseal(f"{sealed[:-6]}AAAAA=", keys=("a",))


def test_what_was_written_before_is_read_as_it_is() -> None:
    assert unseal("JBSWY3DPEHPK3PXP", keys=("a",)) == "JBSWY3DPEHPK3PXP"
