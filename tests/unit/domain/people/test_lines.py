"""Circles and lines of managers, for any mapping of people to managers."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.people.lines import find_circles, line_above

people = st.integers(1, 12)
directories = st.dictionaries(people, st.none() | people)


def test_a_line_names_the_direct_manager_first() -> None:
    assert list(line_above(1, {1: 2, 2: 3, 3: None})) == [2, 3]


def test_each_circle_is_found_once() -> None:
    assert find_circles({1: 2, 2: 3, 3: 2, 4: 4, 5: 1}) == [(2, 3), (4,)]


@given(directories)
def test_a_line_ends_and_names_nobody_twice(manager_of: dict[int, int | None]) -> None:
    for person in manager_of:
        above = list(line_above(person, manager_of))
        assert len(set(above)) == len(above)
        assert person not in above


@given(directories)
def test_every_member_of_a_circle_comes_back_to_themself(manager_of: dict[int, int | None]) -> None:
    circles = find_circles(manager_of)
    members = [person for circle in circles for person in circle]
    assert len(set(members)) == len(members)
    for circle in circles:
        assert [manager_of[person] for person in circle] == [*circle[1:], circle[0]]


@given(directories)
def test_who_comes_back_to_themself_is_in_a_circle(manager_of: dict[int, int | None]) -> None:
    found = {person for circle in find_circles(manager_of) for person in circle}
    for person in manager_of:
        above, steps = manager_of.get(person), 0
        while above is not None and above != person and steps < 20:
            above, steps = manager_of.get(above), steps + 1
        assert (above == person) == (person in found)
