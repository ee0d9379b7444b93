"""Statements in files: each is read once, and each file is one."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.queries.sql_files import statement

WHOLE = ("caller", "context_facts", "log_facts", "open_call")


@pytest.mark.parametrize("name", WHOLE)
def test_statement_is_read_once(name: str) -> None:
    assert statement(name) is statement(name)


def test_statement_takes_what_it_names(session: Session) -> None:
    assert session.execute(statement("caller"), {"phone": "+13125550000"}).all() == []
    with pytest.raises(sa.exc.StatementError):
        session.execute(statement("caller"), {})
