"""Reporting lines as a plain mapping of person to manager: circles, and who stands above whom."""

from collections.abc import Iterator, Mapping

ManagerOf = Mapping[int, int | None]


def line_above(employee_id: int, manager_of: ManagerOf) -> Iterator[int]:
    """Yield the managers above a person, the direct one first; a circle ends where it began to repeat."""
    seen = {employee_id}
    above = manager_of.get(employee_id)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = manager_of.get(above)


def find_circles(manager_of: ManagerOf) -> list[tuple[int, ...]]:
    """Return each circle of managers once, every member before their manager."""
    circles: list[tuple[int, ...]] = []
    settled: set[int] = set()
    for start in manager_of:
        path: dict[int, None] = {}
        person: int | None = start
        while person is not None and person not in settled and person not in path:
            path[person] = None
            person = manager_of.get(person)
        if person in path:
            walked = list(path)
            circles.append(tuple(walked[walked.index(person) :]))
        settled.update(path)
    return circles
