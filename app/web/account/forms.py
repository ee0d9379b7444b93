"""The forms of the account page."""

from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length

from app.domain.figures.digest_times import DigestDay
from app.web.auth.forms import NEW_PASSWORD
from app.web.forms import CleanForm

CURRENT = {"autocomplete": "current-password"}


class PasswordForm(CleanForm):
    current = PasswordField("Current password", [InputRequired("Type your current password.")], render_kw=CURRENT)
    new = PasswordField("New password", NEW_PASSWORD, render_kw={"autocomplete": "new-password"})


class ConfirmCodeForm(CleanForm):
    code = StringField(
        "Code that the app shows",
        [InputRequired("Type the code."), Length(max=10)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
    password = PasswordField("Your password", [InputRequired("Type your password.")], render_kw=CURRENT)


class AskPasswordForm(CleanForm):
    password = PasswordField("Your password", [InputRequired("Type your password.")], render_kw=CURRENT)


DIGEST_DAYS = (
    (DigestDay.MONDAY.value, "Monday at 7:00, about the week before"),
    (DigestDay.FRIDAY.value, "Friday at 15:00, about the week itself"),
    (DigestDay.NEVER.value, "Never"),
)


class NotificationsForm(CleanForm):
    wants_morning_brief = BooleanField("Send me the morning brief by e-mail")
    weekly_digest = SelectField("Weekly digest of my people", choices=[SelectChoice(*choice) for choice in DIGEST_DAYS])
