"""Who works at the demo company: five teams of eight technicians, their managers, and the office.

Invented people. Numbers stand in the 555-01xx ranges of real area codes; the employee number is the row's id.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.permissions import Role

MON_FRI = (1, 2, 3, 4, 5)
TUE_SAT = (2, 3, 4, 5, 6)
FOUR_DAY = (1, 2, 3, 4)

HEAD_ID = 102
FIRST_TECHNICIAN_ID = 201
TEAM_SIZE = 8
CALLER_ID = 201
"""Dee Okafor: has not called yet today, and signs in as tech@."""
OUT_TODAY_ID = 202
MISSING_TODAY_ID = 203
RECURRING_BLOCKER_ID = 204
BURNOUT_DAYS = {205: 3, 211: 2}
"""Technician to low workdays running, up to the last workday."""
GOAL_AT_RISK_ID = 217
"""The figure stands still while the goal's days go by."""
HANG_UP_TODAY_ID = 208
COVERED_TODAY_ID = 226
"""Out today, and somebody has it already."""
VEHICLE_TODAY_ID = 213
NEW_HIRE_IDS = frozenset({224, 240})
"""No profile yet: HR has something to do."""
DISPATCHER_IDS = (105, 106)
BACKUP_DISPATCHER_ID = 107


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    id: int
    name: str
    email: str
    phone: str
    role: Role
    job_title: str
    team_id: int | None
    manager_id: int | None
    timezone: str
    workdays: tuple[int, ...]
    started_on: date
    wants_morning_brief: bool = False
    dispatch_backup: bool = False


@dataclass(frozen=True)
class _Team:
    id: int
    name: str
    timezone: str
    area_code: str
    manager: str
    technicians: tuple[str, ...]


TEAMS = (
    _Team(
        1, "Chicago North", "America/Chicago", "312", "Sam Lee",
        ("Dee Okafor", "Marcus Webb", "Ana Ruiz", "Tony Marchetti", "Priya Nair", "Jake Lindqvist", "Carla Jimenez",
         "Omar Haddad"),
    ),
    _Team(
        2, "Chicago South", "America/Chicago", "773", "Renee Watkins",
        ("Will Thornton", "Grace Kim", "Luis Ortega", "Brandon Ellis", "Tasha Monroe", "Pete Kowalski",
         "Hannah Fischer", "Andre Baptiste"),
    ),
    _Team(
        3, "Denver", "America/Denver", "303", "Cole Hastings",
        ("Megan Doyle", "Rafael Castillo", "Kurt Jensen", "Sofia Petrov", "Nate Begay", "Iris Calloway",
         "Dylan Pruitt", "Mei Zhang"),
    ),
    _Team(
        4, "New York", "America/New_York", "917", "Angela Russo",
        ("Dominic Rossi", "Fatima Sayed", "Kevin O'Hara", "Latoya Simmons", "Igor Novak", "Jasmine Reid",
         "Paul Nguyen", "Eddie Morales"),
    ),
    _Team(
        5, "Los Angeles", "America/Los_Angeles", "213", "Hector Villanueva",
        ("Victor Salas", "Amy Takahashi", "Derek Coleman", "Nadia Rahman", "Chris Yazzie", "Monica Reyes",
         "Tyler Brandt", "Sunny Park"),
    ),
)  # fmt: skip
PHOENIX_IDS = frozenset({237, 238})
JOB_TITLES = ("Lead technician", "HVAC technician", "Refrigeration technician", "Install technician")

_OFFICE = (
    # number, name, mailbox, role, title, reports to
    (101, "Elaine Porter", "executive", Role.EXECUTIVE, "Chief operating officer", None),
    (HEAD_ID, "Ruth Adeyemi", "ruth.adeyemi", Role.MANAGER, "Head of field operations", 101),
    (103, "Joan Whitaker", "hr", Role.HR, "People partner", 101),
    (104, "Alex Turner", "admin", Role.ADMIN, "Systems administrator", 101),
    (105, "Kay Donnelly", "dispatcher", Role.DISPATCHER, "Dispatcher", HEAD_ID),
    (106, "Dana Brooks", "dana.brooks", Role.DISPATCHER, "Dispatcher", HEAD_ID),
    (BACKUP_DISPATCHER_ID, "Miguel Santos", "miguel.santos", Role.DISPATCHER, "Dispatcher, backup", HEAD_ID),
)
SIGN_INS = {"admin": 104, "hr": 103, "manager": 111, "dispatcher": 105, "executive": 101, "tech": CALLER_ID}
"""Mailbox at demo.example to employee number."""


def office() -> list[DemoPerson]:
    """Return everyone who does not drive a van, superiors before their reports."""
    staff = [
        _person(number, name, role, title, manager_id, mailbox=mailbox, phone=f"+1630555{number:04}")
        for number, name, mailbox, role, title, manager_id in _OFFICE
    ]
    return staff + [_manager(team) for team in TEAMS]


def _manager(team: _Team) -> DemoPerson:
    mailbox = "manager" if team.id == 1 else _mailbox(team.manager)
    return _person(
        110 + team.id,
        team.manager,
        Role.MANAGER,
        "Service manager",
        HEAD_ID,
        mailbox=mailbox,
        phone=f"+1{team.area_code}5550190",
        team_id=team.id,
        timezone=team.timezone,
    )


def technicians(today: date) -> list[DemoPerson]:
    """Return the forty; new hires started two and three weeks before `today`."""
    return [
        _technician(team, number, name, today)
        for team in TEAMS
        for number, name in enumerate(team.technicians, start=FIRST_TECHNICIAN_ID + TEAM_SIZE * (team.id - 1))
    ]


def _technician(team: _Team, number: int, name: str, today: date) -> DemoPerson:
    phoenix = number in PHOENIX_IDS
    place = number - FIRST_TECHNICIAN_ID + 1
    return _person(
        number,
        name,
        Role.TECHNICIAN,
        JOB_TITLES[0] if place % TEAM_SIZE == 1 else JOB_TITLES[1 + place % 3],
        110 + team.id,
        mailbox="tech" if number == CALLER_ID else _mailbox(name),
        phone=f"+1{'602' if phoenix else team.area_code}555{100 + place:04}",
        team_id=team.id,
        timezone="America/Phoenix" if phoenix else team.timezone,
        workdays=_workdays(number),
        started_on=_started_on(number, today),
    )


def _workdays(number: int) -> tuple[int, ...]:
    if number in {CALLER_ID, OUT_TODAY_ID, MISSING_TODAY_ID, RECURRING_BLOCKER_ID, *BURNOUT_DAYS}:
        return MON_FRI
    return {0: TUE_SAT, 5: FOUR_DAY}.get(number % 9, MON_FRI)


def _started_on(number: int, today: date) -> date:
    if number in NEW_HIRE_IDS:
        return today - timedelta(days=14 + number % 8)
    return date(2015 + number % 10, 1 + number * 7 % 12, 1 + number * 5 % 28)


def _person(
    number: int,
    name: str,
    role: Role,
    title: str,
    manager_id: int | None,
    *,
    mailbox: str,
    phone: str,
    team_id: int | None = None,
    timezone: str = "America/Chicago",
    workdays: tuple[int, ...] = MON_FRI,
    started_on: date = date(2014, 3, 3),
) -> DemoPerson:
    return DemoPerson(
        id=number,
        name=name,
        email=f"{mailbox}@demo.example",
        phone=phone,
        role=role,
        job_title=title,
        team_id=team_id,
        manager_id=manager_id,
        timezone=timezone,
        workdays=workdays,
        started_on=started_on,
        wants_morning_brief=role in {Role.DISPATCHER, Role.MANAGER},
        dispatch_backup=number == BACKUP_DISPATCHER_ID,
    )


def _mailbox(name: str) -> str:
    return name.lower().replace("'", "").replace(" ", ".")
