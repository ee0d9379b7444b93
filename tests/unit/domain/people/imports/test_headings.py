import pytest

from app.domain.people.imports.cells.fields import EXPORTED, Field, label
from app.domain.people.imports.headings import field_of, suggest


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Employee number", Field.EMPLOYEE_NUMBER),
        ("\ufeffEMPLOYEE #", Field.EMPLOYEE_NUMBER),
        ("Employee no.", Field.EMPLOYEE_NUMBER),
        ("e-mail\u00a0address", Field.EMAIL),
        ("Manager e-mail", Field.MANAGER),
        ("Manager’s name", Field.MANAGER),
        ("90-day goal", Field.GOAL),
        ("strength_3", Field.STRENGTH_3),
        ("Hire Date", Field.START_DATE),
        ("TZ", Field.TIME_ZONE),
        ("Email consent", None),
        ("Shoe size", None),
        ("ID", None),
    ],
)
def test_a_heading_means_a_field_as_a_whole_or_nothing(heading: str, field: Field | None) -> None:
    assert field_of(heading) is field


@pytest.mark.parametrize("field", EXPORTED)
def test_the_headings_of_the_export_are_known(field: Field) -> None:
    assert (field_of(label(field)), field_of(field.value)) == (field, field)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Emial", Field.EMAIL),
        ("Employe number", Field.EMPLOYEE_NUMBER),
        ("Strength 6", None),
        ("Phone 2", None),
        ("Email consent", None),
        ("Shoe size", None),
    ],
)
def test_a_near_miss_is_suggested(heading: str, field: Field | None) -> None:
    assert suggest(heading, taken=()) is field


def test_nothing_is_suggested_for_a_field_that_a_column_has() -> None:
    assert suggest("Emial", taken=[Field.EMAIL]) is None
