"""How each field's cell is read. Telephones, e-mail and zones come in as functions and tables: libraries know them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.domain.people.imports.cells.dates import DateOrder, read_date
from app.domain.people.imports.cells.fields import DATES, STRENGTHS, Field, Value
from app.domain.people.imports.cells.flags import read_role, read_time, read_yes_no
from app.domain.people.imports.cells.numbers import read_employee_number, read_figure
from app.domain.people.imports.cells.strengths import read_strength
from app.domain.people.imports.cells.text import check_name, check_text
from app.domain.people.imports.cells.work_weeks import read_work_week
from app.domain.people.imports.cells.zones import read_zone
from app.domain.people.imports.facts import IdsByName

Reader = Callable[[str], Value]
YES_NO = (
    Field.ACTIVE,
    Field.SMS_CONSENT,
    Field.DISPATCH_BACKUP,
    Field.EXPECTED_TO_CALL,
    Field.ALWAYS_OPS_ONLY,
)
FIGURES = (Field.GOAL_BASELINE, Field.GOAL_TARGET)


@dataclass(frozen=True, kw_only=True)
class Company:
    """What an import knows besides the file and the directory."""

    read_phone: Callable[[str], str]
    """To E.164, for the home region; raises CellProblem."""
    read_email: Callable[[str], str]
    """The address as typed; raises CellProblem."""
    zones: Mapping[str, str]
    """Folded IANA and Windows names to current IANA names."""
    names: IdsByName
    """Teams and KPIs that there are."""
    home_zone: str
    today: date
    """Where the company is."""
    makes_admins: bool
    """The importing person may give and take the role admin."""


def readers_for(company: Company, *, decimal_comma: bool, date_order: DateOrder | None) -> Mapping[Field, Reader]:
    """Return a reader for each field; a manager is read as text and looked up when all rows are known."""
    texts: dict[Field, Reader] = {field: partial(check_text, field=field) for field in Field}
    return texts | {
        Field.PHONE: company.read_phone,
        Field.EMAIL: company.read_email,
        Field.ROLE: read_role,
        Field.TIME_ZONE: lambda text: read_zone(text, company.zones),
        Field.WORK_WEEK: read_work_week,
        **dict.fromkeys((Field.NAME, Field.SAY_NAME), partial(check_name, field=Field.NAME)),
        **dict.fromkeys(YES_NO, read_yes_no),
        **dict.fromkeys((Field.WINDOW_START, Field.WINDOW_END), read_time),
        Field.HOLIDAY_CALENDAR: str.upper,
        **dict.fromkeys(DATES, partial(read_date, order=date_order)),
        **dict.fromkeys(STRENGTHS, read_strength),
        **dict.fromkeys(FIGURES, partial(read_figure, decimal_comma=decimal_comma)),
        Field.EMPLOYEE_NUMBER: read_employee_number,
    }
