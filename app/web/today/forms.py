"""What became of an alert, chosen from the board."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf

from app.domain.alerts.kinds import OUTCOME_WORDS


class OutcomeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    outcome = StringField("What became of it", validators=[AnyOf([outcome.value for outcome in OUTCOME_WORDS])])
