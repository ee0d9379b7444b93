"""Group averages are shown from five people on, and none from which a smaller group's could be computed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.group_privacy import SMALLEST_GROUP, visible_groups


def test_group_of_five_is_shown() -> None:
    assert visible_groups({"north": 5}).shown == {"north"}


def test_group_of_four_is_hidden_with_its_total() -> None:
    seen = visible_groups({"north": 4})
    assert seen.shown == set()
    assert not seen.total_shown


def test_one_hidden_group_takes_the_next_smallest_with_it() -> None:
    seen = visible_groups({"north": 9, "south": 6, "west": 3})
    assert seen.shown == {"north"}
    assert seen.total_shown


def test_two_hidden_groups_of_five_together_hide_no_more() -> None:
    seen = visible_groups({"north": 9, "south": 3, "west": 2})
    assert seen.shown == {"north"}
    assert seen.total_shown


def test_two_hidden_groups_of_under_five_together_take_the_next() -> None:
    seen = visible_groups({"north": 9, "south": 6, "west": 2, "east": 1})
    assert seen.shown == {"north"}
    assert seen.total_shown


def test_nothing_left_to_hide_withholds_the_total() -> None:
    seen = visible_groups({"north": 9, "west": 3}, own={"north"})
    assert seen.shown == {"north"}
    assert not seen.total_shown


def test_own_group_of_one_is_shown_to_its_manager() -> None:
    seen = visible_groups({"north": 1}, own={"north"})
    assert seen.shown == {"north"}
    assert seen.total_shown


def test_own_group_is_never_hidden_to_protect_another() -> None:
    seen = visible_groups({"north": 5, "south": 8, "west": 3}, own={"north"})
    assert seen.shown == {"north"}
    assert seen.total_shown


def test_group_of_nobody_hides_nothing() -> None:
    seen = visible_groups({"north": 7, "west": 0})
    assert seen.shown == {"north"}
    assert seen.total_shown


@pytest.mark.parametrize("sizes", [{}, {"north": 0}])
def test_no_answers_show_nothing_and_no_total(sizes: dict[Any, int]) -> None:
    seen = visible_groups(sizes)
    assert seen.shown == set()
    assert not seen.total_shown


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 12), max_size=12))
def test_no_subtraction_reveals_fewer_than_five(sizes: dict[Any, int]) -> None:
    seen = visible_groups(sizes)
    hidden = {group for group, size in sizes.items() if size and group not in seen.shown}
    assert all(sizes[group] >= SMALLEST_GROUP for group in seen.shown)
    if seen.total_shown and hidden:
        assert len(hidden) >= 2
        assert sum(sizes[group] for group in hidden) >= SMALLEST_GROUP
