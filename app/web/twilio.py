"""Whether a request is Twilio's: it signs the address it was given and the sorted form fields.

HMAC-SHA1 with the account's token (twilio.com/docs/usage/security, "Validating requests"). The address is our public
one, whatever a proxy made of it.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping

from flask import request

from app.settings import Settings


def is_from_twilio(path: str, fields: Mapping[str, str], settings: Settings) -> bool:
    if not settings.twilio_auth_token:
        return False
    signed_text = f"{settings.public_url}{path}" + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    digest = hmac.new(settings.twilio_auth_token.encode(), signed_text.encode(), hashlib.sha1).digest()
    signature = request.headers.get("X-Twilio-Signature", "")
    return hmac.compare_digest(base64.b64encode(digest), signature.encode("latin-1", errors="replace"))
