import pytest

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.problems import ProblemKind
from app.people_files.phones import read_cell_phone


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("(312) 555-0142", "US", "+13125550142"),
        ("13125550142.0", "US", "+13125550142"),
        ("+44 (0)20 7946 0958", "US", "+442079460958"),
        ("020 7946 0958", "GB", "+442079460958"),
    ],
)
def test_national_forms_are_read_for_the_home_region(text: str, region: str, number: str) -> None:
    assert read_cell_phone(text, region) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("4.41E+11", ProblemKind.CUT_SHORT),
        ("(312) 555-0142 x7", ProblemKind.EXTENSION),
        ("1-800-FLOWERS", ProblemKind.BAD_PHONE),
        ("312 555 0142 / 312 555 0143", ProblemKind.BAD_PHONE),
    ],
)
def test_others_are_refused_by_their_kind(text: str, kind: ProblemKind) -> None:
    with pytest.raises(CellProblem) as refused:
        read_cell_phone(text, "US")
    assert refused.value.kind is kind
