"""What a manager notes about somebody's week: whether they talked, when, and a note that nobody else reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import Length, Optional

from app.models import TalkStatus, WeekTalk

STATUS_WORDS = {
    TalkStatus.TALKED: "Talked",
    TalkStatus.PLANNED: "Planned",
    TalkStatus.NOT_NEEDED: "Not needed",
}
LONGEST_NOTE = 2000


class TalkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    status = SelectField(
        "Conversation",
        [Optional()],
        choices=[
            SelectChoice("", "Nothing yet"),
            *(SelectChoice(status.value, words) for status, words in STATUS_WORDS.items()),
        ],
    )
    talk_on = DateField("Day", [Optional()])
    note = TextAreaField("Note for yourself", [Optional(), Length(max=LONGEST_NOTE)])

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """A planned conversation has a day; the field itself may stay empty."""
        valid: bool = super().validate(extra_validators)
        if valid and self.status.data == TalkStatus.PLANNED and self.talk_on.data is None:
            self.talk_on.errors = ["Say on which day."]
            return False
        return valid


def talk_form(employee_id: int, talk: WeekTalk | None = None) -> TalkForm:
    """Return the form of one of many people on a page: its fields are named after the person."""
    prefix = f"person-{employee_id}"
    if request.method == "POST" and any(name.startswith(f"{prefix}-") for name in request.form):
        return TalkForm(prefix=prefix)
    status = talk.status.value if talk and talk.status else ""
    values = {"status": status, "talk_on": talk.talk_on if talk else None, "note": talk.note if talk else None}
    return TalkForm(formdata=None, prefix=prefix, data=values)
