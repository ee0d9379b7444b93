"""A code opens one session, however many send it at once."""

import threading

import pyotp
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models import User
from app.services.accounts.two_factor import verify_second_factor
from app.settings import Settings
from tests.builders import NOW, make_employee, make_user


def test_code_sent_twice_at_once_is_accepted_once(committed: Session) -> None:
    secret = pyotp.random_base32()
    user = make_user(committed, make_employee(committed), totp_secret=secret, totp_confirmed_at=NOW)
    user_id, code = user.id, pyotp.TOTP(secret).at(NOW)
    committed.commit()
    engine, accepted = committed.get_bind(), []
    ready = threading.Barrier(2)

    def send() -> None:
        with Session(engine) as own:
            user = own.get_one(User, user_id)
            ready.wait(timeout=10)
            try:
                verify_second_factor(
                    own, user=user, code=code, settings=Settings(secret_key=("a key of the tests",)), now=NOW
                )
            except InvalidInput:
                return
            own.commit()
            accepted.append(code)

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert accepted == [code]
