"""An e-mail address, by its form alone: nothing is asked of the network."""

from email_validator import EmailNotValidError, validate_email

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.problems import ProblemKind


def read_email(text: str) -> str:
    """Return the address as typed; raise CellProblem where no mail could go to it."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        raise CellProblem(ProblemKind.BAD_EMAIL, f"“{text}” is no e-mail address.") from error
    return text
