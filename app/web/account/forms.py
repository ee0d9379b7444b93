"""The forms of the account page."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.web.auth.forms import NEW_PASSWORD

CURRENT = {"autocomplete": "current-password"}


class PasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    current = PasswordField("Current password", [InputRequired("Type your current password.")], render_kw=CURRENT)
    new = PasswordField("New password", NEW_PASSWORD, render_kw={"autocomplete": "new-password"})


class ConfirmCodeForm(FlaskForm):  # type: ignore[misc]
    code = StringField(
        "Code that the app shows",
        [InputRequired("Type the code."), Length(max=10)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
    password = PasswordField("Your password", [InputRequired("Type your password.")], render_kw=CURRENT)


class AskPasswordForm(FlaskForm):  # type: ignore[misc]
    password = PasswordField("Your password", [InputRequired("Type your password.")], render_kw=CURRENT)


class NotificationsForm(FlaskForm):  # type: ignore[misc]
    wants_morning_brief = BooleanField("Send me the morning brief by e-mail")
