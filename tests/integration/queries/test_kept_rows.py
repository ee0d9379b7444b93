"""A row that nobody refers to is read once while rows are kept, and again afterwards."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Employee
from app.queries.kept_rows import keeping_rows
from tests.builders import make_employee
from tests.query_counts import counted


def test_row_is_read_once_while_rows_are_kept(session: Session, isolated_database: sa.Connection) -> None:
    ana = make_employee(session).id
    session.commit()
    session.expunge_all()
    with counted(isolated_database) as kept, keeping_rows(session):
        for _ in range(3):
            session.get_one(Employee, ana)
    session.expunge_all()
    with counted(isolated_database) as forgotten:
        for _ in range(3):
            session.get_one(Employee, ana)
    assert (len(kept), len(forgotten)) == (1, 3)
