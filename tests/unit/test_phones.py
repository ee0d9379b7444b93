import pytest

from app.domain.people.problems import ProblemKind
from app.phones import BadPhone, phone_in_words, read_phone, say_phone, spaced_phones


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("(312) 555-0142", "+13125550142"),
        ("312.555.0142", "+13125550142"),
        (" +1 312 555 0142 ", "+13125550142"),
        ("+49 30 901820", "+4930901820"),
    ],
)
def test_any_form_is_read_to_e164(typed: str, number: str) -> None:
    assert read_phone(typed, "US") == number


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("(312) 555-0142 x7", ProblemKind.EXTENSION),
        ("4.41E+11", ProblemKind.CUT_SHORT),
        ("555-0142", ProblemKind.BAD_PHONE),
        ("ask at the desk", ProblemKind.BAD_PHONE),
        ("+1 312 555", ProblemKind.BAD_PHONE),
    ],
)
def test_what_cannot_be_called_is_refused(typed: str, kind: ProblemKind) -> None:
    with pytest.raises(BadPhone) as refused:
        read_phone(typed, "US")
    assert (refused.value.kind, refused.value.field) == (kind, "phones")


def test_a_number_is_shown_as_at_home() -> None:
    assert say_phone("+13125550142", "US") == "(312) 555-0142"
    assert say_phone("+4930901820", "US") == "+49 30 901820"


def test_number_is_said_in_words() -> None:
    assert phone_in_words("+13125550100") == "three one two, five five five, zero one zero zero"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("+13125550142", "+1 312 555 0142"),
        ("+4930901820", "+49 30 901820"),
        ("+13125550142, +4930901820", "+1 312 555 0142, +49 30 901820"),
        ("+1+1", "+1+1"),
        ("call +13125550142", "call +13125550142"),
        ("", ""),
    ],
)
def test_numbers_for_a_spreadsheet_stand_in_groups_and_are_read_again(text: str, written: str) -> None:
    assert spaced_phones(text) == written
    for number in written.split(", ") if text.startswith("+") and text != written else ():
        assert read_phone(number, "US") in text
