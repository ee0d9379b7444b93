"""The words, and how they reach the person."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length

from app.domain.people.left_words import MOST_CHARACTERS
from app.web.forms import CleanForm

BY_CALL, BY_TEXT = "call", "text"


class LeaveWordForm(CleanForm):
    words = StringField(
        "What the coach should say",
        [InputRequired("Write what the coach should say."), Length(max=4 * MOST_CHARACTERS)],
        render_kw={"autocomplete": "off"},
    )
    how = RadioField(
        "How",
        choices=[SelectChoice(BY_CALL, "Said at the next call"), SelectChoice(BY_TEXT, "Sent as a text now")],
        default=BY_CALL,
    )
