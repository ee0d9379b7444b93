from typing import Any

import pytest

from app.domain.people.imports.cells.fields import Field
from app.domain.people.imports.columns import Columns, map_columns
from app.domain.people.imports.questions import Answers, ColumnsQuestion, HeadingQuestion
from app.domain.people.imports.tables import Table, find_table


def table(*headings: str) -> Table:
    return find_table([list(headings), ["x" for _ in headings]])


def columns(*headings: str, **answers: Any) -> Columns:
    return map_columns(table(*headings), Answers(**answers))


def test_headings_map_in_any_order_and_others_are_named() -> None:
    mapped = columns("Phone", "Shoe size", "Name")
    assert (mapped.places, mapped.questions, mapped.ignored) == ({Field.PHONE: 0, Field.NAME: 2}, (), ("Shoe size",))


def test_two_columns_for_one_field_are_a_question() -> None:
    mapped = columns("Name", "Work phone", "Mobile")
    assert mapped.questions == (ColumnsQuestion(Field.PHONE, ("Work phone", "Mobile")),)
    assert Field.PHONE not in mapped.places


def test_two_headings_alike_are_told_apart_by_their_letters() -> None:
    mapped = columns("Name", "Phone", "Phone")
    assert mapped.questions == (ColumnsQuestion(Field.PHONE, ("Phone (column B)", "Phone (column C)")),)


@pytest.mark.parametrize("answer", ["C", "c", "Phone (column C)"])
def test_an_answer_names_a_column_by_letter(answer: str) -> None:
    assert columns("Name", "Phone", "Phone", columns={Field.PHONE: answer}).places[Field.PHONE] == 2


def test_an_answer_names_a_column_by_heading() -> None:
    mapped = columns("Name", "Work phone", "Mobile", columns={Field.PHONE: "mobile"})
    assert (mapped.places[Field.PHONE], mapped.questions) == (2, ())


def test_an_answer_that_names_no_column_leaves_the_question_open() -> None:
    assert len(columns("Name", "Work phone", "Mobile", columns={Field.PHONE: "Fax"}).questions) == 1


def test_a_near_miss_is_a_question_until_answered() -> None:
    assert columns("Name", "Emial").questions == (HeadingQuestion("Emial", Field.EMAIL),)
    assert columns("Name", "Emial", headings={"Emial": Field.EMAIL}).places[Field.EMAIL] == 1
    passed_over = columns("Name", "Emial", headings={"Emial": None})
    assert (passed_over.questions, passed_over.ignored) == ((), ("Emial",))


def test_first_and_last_name_are_rivals_of_a_whole_name() -> None:
    assert columns("First name", "Last name").places == {Field.FIRST_NAME: 0, Field.LAST_NAME: 1}
    asked = columns("Name", "First name", "Last name")
    assert asked.questions == (ColumnsQuestion(Field.NAME, ("Name", "First name", "Last name")),)
    assert columns("Name", "First name", "Last name", columns={Field.NAME: "Name"}).places == {Field.NAME: 0}
