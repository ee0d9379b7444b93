"""Whether a request is ours and fresh. `secret` is WEBHOOK_SIGNING_SECRET, `body` the bytes as they came."""

import base64
import hmac
import time

LONGEST_SECONDS = 300


def is_genuine(secret: str, headers: dict, body: bytes) -> bool:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:  # not base64: the text itself is the key
        key = secret.encode()
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = b"v1," + base64.b64encode(hmac.digest(key, signed, "sha256"))
    if abs(time.time() - int(headers["webhook-timestamp"])) > LONGEST_SECONDS:
        return False  # an old request that somebody sends again
    return any(hmac.compare_digest(wanted, given.encode()) for given in headers["webhook-signature"].split())
