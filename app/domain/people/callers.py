"""The person on the line: the columns of the directory that the telephone side needs, not a row to be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from app.domain.permissions import Role


class HasWindow(Protocol):
    """Whoever may have a morning window of their own: a row of the directory, or a `CallingPerson`."""

    @property
    def window_start(self) -> time | None: ...
    @property
    def window_end(self) -> time | None: ...
    @property
    def timezone(self) -> str: ...


class CheckinPerson(HasWindow, Protocol):
    """What a check-in needs to know of its person."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def spoken_name(self) -> str | None: ...
    @property
    def role(self) -> Role: ...
    @property
    def workdays(self) -> Sequence[int]: ...
    @property
    def always_ops_only(self) -> bool: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class CallingPerson:
    """Who called, read by their number; `CheckinPerson` without the row."""

    id: int
    name: str
    spoken_name: str | None
    role: Role
    timezone: str
    workdays: Sequence[int]
    window_start: time | None
    window_end: time | None
    always_ops_only: bool
    active: bool
    ended_on: date | None
