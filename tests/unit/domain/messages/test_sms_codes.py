"""What a code of Twilio's says in words."""

import pytest

from app.domain.messages.sms_codes import SMS_CODES, sms_sentence, stops_texts, text_trouble


@pytest.mark.parametrize("code", [21610, 21211, 21614, 21408, 30003, 30004, 30005, 30006, 30007, 30008, 30034])
def test_code_is_said_in_words(code: int) -> None:
    assert sms_sentence(code) == f"SMS not delivered: {SMS_CODES[code].sentence}"
    assert str(code) not in sms_sentence(code)


@pytest.mark.parametrize(("code", "sentence"), [(30999, "Twilio error 30999"), (None, "Twilio error not given")])
def test_other_codes_are_named(code: int | None, sentence: str) -> None:
    assert sms_sentence(code) == f"SMS not delivered ({sentence})."


def test_codes_about_the_person_stop_further_texts() -> None:
    assert {code for code in SMS_CODES if stops_texts(code)} == {21610, 21211, 21614}
    assert not stops_texts(None)


def test_trouble_is_shown_to_whom_it_matters() -> None:
    assert text_trouble(21610, consents=True) == (
        "SMS not delivered: they replied STOP, so no text may be sent. Only they can undo it, by texting START."
        " No further text goes to them."
    )
    assert text_trouble(30003, consents=True) == "SMS not delivered: the phone was off or out of reach. Call instead."
    assert text_trouble(21610, consents=False) is None
    assert text_trouble(None, consents=True) is None
