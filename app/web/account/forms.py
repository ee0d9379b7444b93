"""The forms of the account page."""

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

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


class NotificationsForm(CleanForm):
    wants_morning_brief = BooleanField("Send me the morning brief by e-mail")
