"""Text that may lie in the database but be read by this server alone: encrypted with a key that is not in the database.

Fernet (AES-128-CBC with HMAC-SHA256, github.com/fernet/spec). The first key encrypts, all of them decrypt, so that a
key can be replaced.
"""

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = "gAAAA"
"""How every Fernet token begins: version 0x80 and the first, still zero, bytes of its time."""


class Unreadable(Exception):  # noqa: N818 - an outcome, not a failure
    """Sealed with a key that is no longer in the settings, or changed."""


def seal(text: str, *, keys: Sequence[str]) -> str:
    return _fernet(keys).encrypt(text.encode()).decode()


def unseal(sealed: str, *, keys: Sequence[str]) -> str:
    """Return the text; what was written before texts were sealed is returned as it is. Raises Unreadable."""
    if not sealed.startswith(MARK):
        return sealed
    try:
        return _fernet(keys).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _fernet(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """Return a key of the right length for this purpose alone, whatever else the setting is used for (RFC 5869)."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"daily-ops-coach sealing").derive(key.encode())
    return base64.urlsafe_b64encode(derived)
