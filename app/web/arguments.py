"""Query arguments as text: the one reader, so that none brings a NUL byte, a direction mark or a page of text along."""

from flask import request

from app.domain.typed_text import clean_typed

LONGEST = 2_000
"""Characters; nothing that an address of ours asks for is longer."""


def argument(name: str, default: str = "") -> str:
    """Return the cleaned value of an argument of the address."""
    return clean_typed(request.args.get(name, default)[:LONGEST])
