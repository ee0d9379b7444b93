"""The forms around signing in."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.services.accounts.passwords import LONGEST, SHORTEST

ADDRESS = {"autocomplete": "username", "inputmode": "email", "spellcheck": "false", "autocapitalize": "none"}
NEW_PASSWORD = [
    InputRequired("Choose a password."),
    Length(min=SHORTEST, max=LONGEST, message=f"Use {SHORTEST} to {LONGEST} characters; a short sentence works well."),
]


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    email = EmailField("E-mail", [InputRequired("Type your e-mail address."), Length(max=254)], render_kw=ADDRESS)
    password = PasswordField(
        "Password", [InputRequired("Type your password.")], render_kw={"autocomplete": "current-password"}
    )
    remember = BooleanField("Keep me signed in on this device for 14 days")


class CodeForm(FlaskForm):  # type: ignore[misc]
    code = StringField(
        "Code from your app, or a recovery code",
        [InputRequired("Type the code."), Length(max=20)],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class AskResetForm(FlaskForm):  # type: ignore[misc]
    email = EmailField("E-mail", [InputRequired("Type your e-mail address."), Length(max=254)], render_kw=ADDRESS)


class ResetForm(FlaskForm):  # type: ignore[misc]
    new = PasswordField("New password", NEW_PASSWORD, render_kw={"autocomplete": "new-password"})
