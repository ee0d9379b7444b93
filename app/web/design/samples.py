"""What the styleguide shows: invented people and a chart, the same on every visit."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.charts.energy import EnergyInput, TimeOffSpan, energy_chart
from app.charts.figures import Chart, DaySpan
from app.domain.figures.energy import EnergyPoint
from app.domain.mornings.day_states import DayState
from app.web.paging import Column

LAST = date(2026, 11, 20)
ANSWERS = (4, 3, 4, None, 3, 4, 5, 3, 2, 4, 3, 3, None, 4, 4, 2, 2, 3, 4, 4)


@dataclass(frozen=True)
class SamplePerson:
    name: str
    state: str
    energy: int | None
    open_days: int


PEOPLE = (
    SamplePerson("Dee Okafor", "ready", 4, 2),
    SamplePerson("Marcus Webb", "not_ready", None, 0),
    SamplePerson("Ana Ruiz", "missed", None, 1),
    SamplePerson("Tom Hale", "unfinished", 2, 0),
    SamplePerson("Priya Nair", "off", None, 0),
)
COLUMNS: tuple[Column[SamplePerson], ...] = (
    Column("name", "Name", lambda person: person.name),
    Column("state", "State", lambda person: person.state),
    Column("energy", "Energy", lambda person: person.energy),
    Column("open_days", "Oldest blocker, days", lambda person: person.open_days, numeric=True),
)


def sample_chart() -> Chart:
    days = [day for day in (LAST - timedelta(days=back) for back in range(27, -1, -1)) if day.isoweekday() <= 5]  # noqa: PLR2004 - Friday
    points = [
        EnergyPoint(
            day=day,
            state=DayState.READY if energy else DayState.MISSED,
            energy=energy,
            ops_only=False,
            average=3.4,
            usual=3.0,
        )
        for day, energy in zip(days, ANSWERS, strict=True)
    ]
    off = [TimeOffSpan(first=date(2026, 11, 10), last=date(2026, 11, 11), label="vacation")]
    return energy_chart(EnergyInput(points=points, off=off), DaySpan.weeks_up_to(LAST, 4))
