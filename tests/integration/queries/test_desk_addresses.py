"""Addresses of desks: in the clear for who sends, sealed in the table."""

from sqlalchemy.orm import Session

from app.models import DeskAddress
from app.queries.desk_addresses import list_desk_addresses, read_desk_urls
from app.sealing import seal
from tests.builders import NOW

KEYS = ("key of today", "key of before")


def keep(session: Session, desk: str, url: str, *keys: str) -> None:
    session.add(DeskAddress(desk=desk, sealed_url=seal(url, keys=keys), fingerprint=url, created_at=NOW))
    session.flush()


def test_addresses_are_read_by_desk_in_the_order_in_which_they_were_set(session: Session) -> None:
    keep(session, "ops", "mailto:a@demo.example", *KEYS)
    keep(session, "dispatch", "mailto:b@demo.example", *KEYS[1:])
    keep(session, "ops", "mailto:c@demo.example", *KEYS)
    assert read_desk_urls(session, keys=KEYS) == {
        "ops": ("mailto:a@demo.example", "mailto:c@demo.example"),
        "dispatch": ("mailto:b@demo.example",),
    }
    assert [row.desk for row in list_desk_addresses(session)] == ["dispatch", "ops", "ops"]


def test_what_an_unknown_key_sealed_is_left_out(session: Session) -> None:
    keep(session, "ops", "mailto:a@demo.example", "a key that is lost")
    assert read_desk_urls(session, keys=KEYS) == {}
