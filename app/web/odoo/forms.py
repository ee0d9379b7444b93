"""The row of the table that makes a role of a department and a job."""

from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length, Optional

from app.domain.permissions import Role
from app.web.filters import role_word
from app.web.forms import CleanForm

ROLES = tuple(role for role in Role if role is not Role.ADMIN)


class RoleRuleForm(CleanForm):
    department = StringField("Department in Odoo", [Optional(), Length(max=200)])
    job = StringField("Job in Odoo", [Optional(), Length(max=200)])
    role = SelectField(
        "Role here",
        [InputRequired("Choose a role.")],
        choices=[SelectChoice(role.value, role_word(role)) for role in ROLES],
    )
    expected_to_call = BooleanField("Expected to call each morning")
