import pytest

from app.domain.people.imports.cells.problems import CellProblem
from app.people_files.emails import read_email


def test_an_address_is_kept_as_typed() -> None:
    assert read_email("Ana.Ruiz@Works.example") == "Ana.Ruiz@Works.example"


@pytest.mark.parametrize("text", ["ana-at-works", "Ana <ana@works.example>", "ana@works", "a@b.example; c@d.example"])
def test_what_no_mail_could_go_to_is_refused(text: str) -> None:
    with pytest.raises(CellProblem):
        read_email(text)
