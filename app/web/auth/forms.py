"""The forms around signing in."""

from wtforms import BooleanField, EmailField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.services.accounts.passwords import LONGEST, SHORTEST
from app.web.forms import CleanForm

ADDRESS = {"autocomplete": "username", "inputmode": "email", "spellcheck": "false", "autocapitalize": "none"}
NEW_PASSWORD = [
    InputRequired("Choose a password."),
    Length(min=SHORTEST, max=LONGEST, message=f"Use {SHORTEST} to {LONGEST} characters; a short sentence works well."),
]


class SignInForm(CleanForm):
    email = EmailField("E-mail", [InputRequired("Type your e-mail address."), Length(max=254)], render_kw=ADDRESS)
    password = PasswordField(
        "Password", [InputRequired("Type your password.")], render_kw={"autocomplete": "current-password"}
    )
    remember = BooleanField("Keep me signed in on this device for 14 days")


class CodeForm(CleanForm):
    code = StringField(
        "Code from your app, or a recovery code",
        [InputRequired("Type the code."), Length(max=20)],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class AskResetForm(CleanForm):
    email = EmailField("E-mail", [InputRequired("Type your e-mail address."), Length(max=254)], render_kw=ADDRESS)


class ResetForm(CleanForm):
    new = PasswordField("New password", NEW_PASSWORD, render_kw={"autocomplete": "new-password"})
