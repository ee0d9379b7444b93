"""`hr.employee` as Odoo has it, whatever its version and however little the key may read."""

from collections.abc import Iterable

from app.domain.people.odoo.records import OdooDirectory, OdooEmployee
from app.odoo.client import OdooClient, Record, read_all
from app.odoo.errors import OdooForbidden
from app.odoo.records import link, text

MODEL = "hr.employee"
WANTED = (
    "name",
    "work_email",
    "mobile_phone",
    "work_phone",
    "department_id",
    "job_id",
    "parent_id",
    "tz",
    "company_id",
    "active",
)


def read_directory(client: OdooClient) -> OdooDirectory:
    """Return everybody, archived people too; raise OdooError, and OdooIncomplete where some are missing."""
    try:
        return _read(client)
    except OdooForbidden as error:
        raise OdooForbidden(
            f"{error.sentence} Give it the right Employees: Officer (docs/odoo.md says how, with least rights)."
        ) from None


def _read(client: OdooClient) -> OdooDirectory:
    """Ask first which fields may be read: one forbidden field fails a whole read."""
    readable = client.fields_of(MODEL)
    fields = [name for name in WANTED if name in readable]
    records = read_all(client, MODEL, [], fields)
    return OdooDirectory(employees=tuple(_employees(records)), unreadable=frozenset(WANTED) - frozenset(fields))


def _employees(records: Iterable[Record]) -> Iterable[OdooEmployee]:
    for record in records:
        yield OdooEmployee(
            odoo_id=int(record["id"]),
            name=text(record, "name") or f"Odoo {record['id']}",
            email=text(record, "work_email"),
            phone=text(record, "mobile_phone") or text(record, "work_phone"),
            department=link(record, "department_id"),
            job=link(record, "job_id"),
            manager=link(record, "parent_id"),
            company=link(record, "company_id"),
            timezone=text(record, "tz"),
            active=record.get("active") is not False,
        )
