"""What one entry of the inventory gives of a person, and which columns can hold words."""

from sqlalchemy.orm import Session

from app.models import Employee, EmployeePhone, User
from app.queries.directory_data import DIRECTORY_DATA
from app.queries.held_data import Held, own, texts
from tests.builders import make_employee, make_user

PHONES = Held(table=EmployeePhone, whose=own(EmployeePhone.employee_id), clear="number", others="id employee_id")


def test_rows_are_the_persons_alone_without_what_is_about_others(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    for person, number in ((ana, "+12025550101"), (ben, "+12025550102"), (ana, "+12025550103")):
        session.add(EmployeePhone(employee_id=person.id, number=number))
    session.flush()
    rows = session.execute(PHONES.rows(ana.id)).mappings().all()
    assert [dict(row) for row in rows] == [{"number": "+12025550101"}, {"number": "+12025550103"}]


def test_secrets_are_in_no_export(session: Session) -> None:
    user = make_user(session)
    [held] = [held for held in DIRECTORY_DATA if held.table is User]
    [row] = session.execute(held.rows(user.employee_id)).mappings().all()
    assert row["email"] == user.email
    assert {"password_hash", "totp_secret", "recovery_code_hashes"} & set(row) == set()


def test_columns_of_words_are_found_and_choices_and_audit_lines_are_not_among_them() -> None:
    names = {f"{table.name}.{column.name}" for table, column in texts()}
    assert {"employees.name", "outbox_messages.data", "daily_checkins.blocker_note"} <= names
    assert {"employees.role", "audit_events.detail", "daily_checkins.call_id"} & names == set()
    assert Employee.__tablename__ in {table.name for table, _ in texts()}
