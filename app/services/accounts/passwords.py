"""Passwords as argon2id hashes, by the OWASP parameters (19 MiB, two passes, one lane): about 25 ms each."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.errors import InvalidInput

SHORTEST, LONGEST = 12, 128
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODYS_HASH = _hasher.hash("verified when nobody has the address, so that both answers take the same time")


def hash_password(password: str, *, field: str = "password") -> str:
    """Return the hash of a new password, or refuse one that is too short or endlessly long."""
    if len(password) < SHORTEST:
        raise InvalidInput(f"Use at least {SHORTEST} characters; a short sentence works well.", field=field)
    if len(password) > LONGEST:
        raise InvalidInput(f"Use at most {LONGEST} characters.", field=field)
    return _hasher.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Compare in the same time whether there is a hash or not."""
    try:
        return _hasher.verify(password_hash or _NOBODYS_HASH, password[: LONGEST * 8]) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)
