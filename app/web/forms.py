"""The form every form is, and what stands between forms and use-cases: typed text, and refusals beside their field."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, StringField
from wtforms.fields.core import UnboundField

from app.domain.errors import InvalidInput
from app.domain.typed_text import clean_typed


def _cleaned(value: Any) -> Any:
    return clean_typed(value) if isinstance(value, str) else value


class CleanForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Each text field is cleaned before it is checked; a password is taken as it was typed."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: FlaskForm, unbound_field: "UnboundField[Any]", options: dict[str, Any]) -> Field:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options = {**options, "filters": [*unbound_field.kwargs.get("filters", ()), _cleaned]}
                unbound_field = UnboundField(kind, *unbound_field.args, **_without_filters(unbound_field.kwargs))
            field: Field = unbound_field.bind(form=form, **options)
            return field


def _without_filters(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name != "filters"}


def typed(field: Field) -> str:
    """Return the text of a validated field."""
    return str(field.data or "")


def show_error(form: FlaskForm, error: InvalidInput) -> None:
    """Keep the form as typed, with the sentence beside its field, or above the form where it names none."""
    if error.field and error.field in form:
        form[error.field].errors = [*form[error.field].errors, error.sentence]
    else:
        form.form_errors.append(error.sentence)
