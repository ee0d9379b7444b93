"""The second factor: a time-based code (TOTP), each usable once, and recovery codes for the day the phone is lost."""

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models import User
from app.sealing import Unreadable, seal, unseal
from app.services.accounts.passwords import verify_password
from app.services.audit import record_own_act
from app.settings import Settings

STEP_SECONDS = 30
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are mistaken for each other."""


def begin_enrolment(*, user: User, settings: Settings) -> str:
    """Give the user a new, not yet confirmed secret and return it; a confirmed one is refused."""
    if user.totp_confirmed_at is not None:
        raise InvalidInput("Two-factor sign-in is on already. Turn it off first to set up another phone.")
    secret = pyotp.random_base32()
    user.totp_secret = seal(secret, keys=settings.sealing_keys)
    return secret


def read_secret(user: User, settings: Settings) -> str | None:
    """Return the user's secret; None where there is none, or where the key that sealed it is gone."""
    try:
        return unseal(user.totp_secret, keys=settings.sealing_keys) if user.totp_secret else None
    except Unreadable:
        return None


def provisioning_uri(*, user: User, settings: Settings) -> str:
    """Return the otpauth:// address that the QR code holds."""
    issuer = f"Ops Coach, {settings.company_name}"
    return pyotp.TOTP(read_secret(user, settings) or "").provisioning_uri(name=user.email, issuer_name=issuer)


def confirm_enrolment(
    session: Session, *, user: User, password: str, code: str, settings: Settings, now: datetime
) -> list[str]:
    """Turn the factor on once a code proves the phone has the secret; return the recovery codes, shown once.

    The password is asked for, because whoever finds an open browser must not be able to lock its owner out.
    """
    if not verify_password(user.password_hash, password):
        raise InvalidInput("This is not your password.", field="password")
    if user.totp_confirmed_at is not None or not _accept_code(user, code, settings, now):
        raise InvalidInput("This code is not the current one. Wait for the next and type it in.", field="code")
    user.totp_confirmed_at = now
    codes = _fresh_codes(user)
    record_own_act(session, user, "user.two_factor_on", now)
    return codes


def verify_second_factor(session: Session, *, user: User, code: str, settings: Settings, now: datetime) -> None:
    """Accept a current code or a recovery code, each once, also of two tries at the same moment."""
    session.refresh(user, with_for_update=True)
    if _accept_code(user, code, settings, now):
        return
    if _accept_recovery_code(user, code):
        record_own_act(session, user, "user.recovery_code_used", now)
        return
    raise InvalidInput("This code does not fit. Type the one your app shows now, or a recovery code.", field="code")


def disable(session: Session, *, user: User, password: str, now: datetime) -> None:
    if not verify_password(user.password_hash, password):
        raise InvalidInput("This is not your password.", field="password")
    user.totp_secret = user.totp_confirmed_at = user.totp_last_step = None
    user.recovery_code_hashes = []
    record_own_act(session, user, "user.two_factor_off", now)


def renew_recovery_codes(session: Session, *, user: User, password: str, now: datetime) -> list[str]:
    if not verify_password(user.password_hash, password):
        raise InvalidInput("This is not your password.", field="password")
    if user.totp_confirmed_at is None:
        raise InvalidInput("Two-factor sign-in is off; turn it on first.", field="password")
    record_own_act(session, user, "user.recovery_codes_renewed", now)
    return _fresh_codes(user)


def _accept_code(user: User, code: str, settings: Settings, now: datetime) -> bool:
    """Compare with the codes of this half minute and the ones beside it; a step used before, or older, is refused.

    One that fits seals the secret anew, with the key that is current by now.
    """
    secret = read_secret(user, settings)
    if secret is None:
        return False
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    digits = _clean(code)
    for step in (current, current - 1, current + 1):
        if step > (user.totp_last_step or 0) and hmac.compare_digest(totp.generate_otp(step), digits):
            user.totp_last_step = step
            user.totp_secret = seal(secret, keys=settings.sealing_keys)
            return True
    return False


def _accept_recovery_code(user: User, code: str) -> bool:
    digest = _digest(code)
    left = [code_hash for code_hash in user.recovery_code_hashes if not hmac.compare_digest(code_hash, digest)]
    used = len(left) < len(user.recovery_code_hashes)
    user.recovery_code_hashes = left
    return used


def _fresh_codes(user: User) -> list[str]:
    letters = ["".join(secrets.choice(_ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    codes = [f"{code[:5]}-{code[5:]}" for code in letters]
    user.recovery_code_hashes = [_digest(code) for code in codes]
    return codes


def _digest(code: str) -> str:
    """Hash a recovery code; 49 random bits behind a throttled form need no slow hash."""
    return hashlib.sha256(_clean(code).encode()).hexdigest()


def _clean(code: str) -> str:
    return "".join(character for character in code.lower() if character.isascii() and character.isalnum())
