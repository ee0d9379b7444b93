"""What Twilio's error codes say of a text (twilio.com/docs/api/errors), in words, and what follows from each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SmsCode:
    sentence: str
    """What happened and what to do, for the alert and for the person's page."""
    stops: bool = False
    """No further text goes to this person until their number or their consent is entered anew."""
    tried_again: bool = False
    """The account or the network may be put right meanwhile, so the same text is worth another try."""


REPLIED_STOP = 21610
SMS_CODES: Mapping[int, SmsCode] = {
    REPLIED_STOP: SmsCode(
        "they replied STOP, so no text may be sent. Only they can undo it, by texting START.", stops=True
    ),
    21211: SmsCode("this is not a telephone number. Correct it on the profile.", stops=True),
    21614: SmsCode("this is not a mobile number. Enter a mobile on the profile.", stops=True),
    21408: SmsCode(
        "texts to this country are switched off at Twilio. An administrator can allow it there (Geo permissions).",
        tried_again=True,
    ),
    30003: SmsCode("the phone was off or out of reach. Call instead."),
    30004: SmsCode("the phone blocks our number. Ask them to unblock it."),
    30005: SmsCode("nobody has this number. Correct it on the profile."),
    30006: SmsCode("this is a landline, or its network takes no texts. Enter a mobile on the profile."),
    30007: SmsCode("the network took it for spam. An administrator looks at the registration of the sender."),
    30008: SmsCode("the network did not say why. Call instead."),
    30034: SmsCode(
        "the sender is not registered for texts in the US (A2P 10DLC). An administrator registers it at Twilio."
    ),
}


def sms_sentence(code: int | None) -> str:
    """Say why a text did not arrive."""
    if code is not None and code in SMS_CODES:
        return f"SMS not delivered: {SMS_CODES[code].sentence}"
    return f"SMS not delivered (Twilio error {code or 'not given'})."


def stops_texts(code: int | None) -> bool:
    return code is not None and code in SMS_CODES and SMS_CODES[code].stops


def text_trouble(code: int | None, *, consents: bool) -> str | None:
    """Say what became of the last text to somebody who agreed to texts, where it did not arrive."""
    if code is None or not consents:
        return None
    stopped = " No further text goes to them." if stops_texts(code) else ""
    return sms_sentence(code) + stopped
