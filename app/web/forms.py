"""Between forms and use-cases: what was typed as text, and a refusal put beside the field it names."""

from flask_wtf import FlaskForm
from wtforms import Field

from app.domain.errors import InvalidInput


def typed(field: Field) -> str:
    """Return the text of a validated field."""
    return str(field.data or "")


def show_error(form: FlaskForm, error: InvalidInput) -> None:
    """Keep the form as typed, with the sentence beside its field, or above the form where it names none."""
    if error.field and error.field in form:
        form[error.field].errors = [*form[error.field].errors, error.sentence]
    else:
        form.form_errors.append(error.sentence)
