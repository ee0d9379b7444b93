from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people.imports.cells.dates import DateOrder, FileOrder, find_order, read_date
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.problems import ProblemKind

NOVEMBER_9 = date(2026, 11, 9)
DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-09", "2026/11/09", "2026-11-09 00:00:00", "2026-11-09T08:00:00Z", "09.11.2026", "9.11.26",
        "9-Nov-2026", "9-Nov-26", "Nov 9, 2026", "November 9 2026", "Mon, Nov 9, 2026", "9 November 2026",
        "9th Nov 2026", "46335", "46335.0",
    ],
)  # fmt: skip
def test_forms_that_read_one_way(text: str) -> None:
    assert read_date(text, None) == NOVEMBER_9


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "next Monday", "4711", "20261109", "60001", "32/13/2026", "0/0/2026", "9-Foo-26", "Marc 3, 2026"],
)
def test_no_date(text: str) -> None:
    with pytest.raises(CellProblem) as refused:
        read_date(text, None)
    assert refused.value.kind is ProblemKind.BAD_DATE


@pytest.mark.parametrize(("year", "full"), [("00", 2000), ("49", 2049), ("50", 1950), ("99", 1999)])
def test_two_digits_of_a_year(year: str, full: int) -> None:
    assert read_date(f"1.2.{year}", None) == date(full, 2, 1)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "31/12/2026"], FileOrder(DateOrder.DAY_FIRST)),
        (["03/04/2026", "12/31/2026"], FileOrder(DateOrder.MONTH_FIRST)),
        (["03/04/2026", "11/12/2026"], FileOrder(undecided="03/04/2026")),
        (["03/04/2026", "12/31/2026", "31/12/2026"], FileOrder()),
        (["05/05/2026", "2026-01-31", ""], FileOrder()),
        (["03/04/2026", "31/02/2026"], FileOrder(undecided="03/04/2026")),
    ],
    ids=["day over 12 first", "day over 12 second", "nothing tells", "both orders", "no need", "no real date tells"],
)
def test_one_order_for_the_whole_file(texts: list[str], order: FileOrder) -> None:
    assert find_order(texts) == order


def test_an_answer_decides() -> None:
    assert find_order(["03/04/2026"], DateOrder.DAY_FIRST) == FileOrder(DateOrder.DAY_FIRST)
    assert read_date("03/04/2026", DateOrder.DAY_FIRST) == date(2026, 4, 3)
    assert read_date("03/04/2026", DateOrder.MONTH_FIRST) == date(2026, 3, 4)


def test_where_both_orders_occur_only_what_reads_both_ways_is_refused() -> None:
    assert read_date("31/12/2026", None) == date(2026, 12, 31)
    assert read_date("12/31/2026", None) == date(2026, 12, 31)
    assert read_date("05/05/2026", None) == date(2026, 5, 5)
    with pytest.raises(CellProblem) as refused:
        read_date("05/06/2026", None)
    assert refused.value.kind is ProblemKind.AMBIGUOUS_DATE


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y"]))
def test_a_known_order_reads_every_day(day: date, form: str) -> None:
    assert read_date(day.strftime(form), DateOrder.DAY_FIRST) == day


@given(st.lists(DAYS, min_size=1))
def test_a_file_written_in_one_order_is_never_read_in_the_other(days: list[date]) -> None:
    found = find_order(day.strftime("%m/%d/%Y") for day in days)
    assert found.order is not DateOrder.DAY_FIRST
    assert found.order or found.undecided or all(day.day == day.month for day in days)
