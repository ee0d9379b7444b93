"""Passwords as argon2id hashes, by the OWASP parameters (19 MiB, two passes, one lane): about 25 ms each."""

import re
from collections.abc import Collection

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.errors import InvalidInput

SHORTEST, LONGEST = 12, 128
LONGEST_JUDGED = 72
"""Characters that zxcvbn is asked about: its time grows with the square, and what is longer is not weaker."""
SAFE_SCORE = 3
"""Of 0 to 4: at least 10^8 guesses (zxcvbn, "safely unguessable")."""
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODYS_HASH = _hasher.hash("verified when nobody has the address, so that both answers take the same time")


def hash_password(password: str, *, owner: Collection[str] = (), field: str = "password") -> str:
    """Return the hash of a new password, or refuse one that is too short, endlessly long or easily guessed.

    `owner`: name and address of whose it will be; a password made of these is guessed first.
    """
    if len(password) < SHORTEST:
        raise InvalidInput(f"Use at least {SHORTEST} characters; a short sentence works well.", field=field)
    if len(password) > LONGEST:
        raise InvalidInput(f"Use at most {LONGEST} characters.", field=field)
    if _is_guessable(password, owner):
        raise InvalidInput(
            "This one would be guessed soon: it is common, or made of your name or address. Use a short sentence.",
            field=field,
        )
    return _hasher.hash(password)


def _is_guessable(password: str, owner: Collection[str]) -> bool:
    """Ask zxcvbn, which knows common passwords, names, words, dates and patterns, how many guesses it would take."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists take a moment, and new passwords are rare

    owner_words = [word for text in owner for word in (text, "".join(text.split()), *re.split(r"[^\w]+", text)) if word]
    score: int = zxcvbn(password[:LONGEST_JUDGED], user_inputs=owner_words)["score"]
    return score < SAFE_SCORE


def hash_again(password: str) -> str:
    """Hash a password that is in use by today's parameters, whatever would be said of it as a new one."""
    return _hasher.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Compare in the same time whether there is a hash or not."""
    try:
        return _hasher.verify(password_hash or _NOBODYS_HASH, password[: LONGEST * 8]) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)
