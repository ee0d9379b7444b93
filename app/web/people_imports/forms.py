"""The upload, and the questions that a file leaves open as a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field as FormField
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from app.domain.people.imports.cells.dates import DateOrder
from app.domain.people.imports.cells.fields import Field, label
from app.domain.people.imports.questions import Answers, NameOrder

ACCEPTED = ".csv,.txt,.tsv,.xlsx,.xls,.ods"
CHOOSE = [InputRequired("Choose one of these.")]
IGNORED = "ignore"


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    file = FileField("File of people", [FileRequired("Choose a file.")], render_kw={"accept": ACCEPTED})


def questions_form(questions: Sequence[Mapping[str, Any]]) -> FlaskForm:
    """Return a form with a field for each question, as `told.tell_question` tells it."""
    fields = {f"question_{place}": _field(question) for place, question in enumerate(questions)}
    return type("QuestionsForm", (FlaskForm,), fields)()


def read_answers(form: FlaskForm, questions: Sequence[Mapping[str, Any]], earlier: Answers) -> Answers:
    """Put the answers of a valid form beside those given before."""
    date_order, name_order = earlier.date_order, earlier.name_order
    columns, headings = dict(earlier.columns), dict(earlier.headings)
    for place, question in enumerate(questions):
        answer = form[f"question_{place}"].data
        match question["what"]:
            case "date_order":
                date_order = DateOrder(answer)
            case "name_order":
                name_order = NameOrder(answer)
            case "two_columns":
                columns[Field(question["field"])] = answer
            case _:
                headings[question["given"]] = None if answer == IGNORED else Field(answer)
    return Answers(date_order=date_order, name_order=name_order, columns=columns, headings=headings)


def _field(question: Mapping[str, Any]) -> FormField:
    match question["what"]:
        case "date_order":
            choices = [SelectChoice(order, f"{order}: {reading}") for order, reading in question["readings"].items()]
            return RadioField(f"Which day is {question['first']}?", CHOOSE, choices=choices)
        case "name_order":
            kept = f"keep: {question['first']}"
            turned = f"turn round: {question['turned']}"
            choices = [SelectChoice(NameOrder.TURN.value, turned), SelectChoice(NameOrder.KEEP.value, kept)]
            return RadioField("Which part of the name comes first?", CHOOSE, choices=choices)
        case "two_columns":
            choices = [SelectChoice(given, given) for given in question["given"]]
            return RadioField(f"Which column is {label(Field(question['field']))}?", CHOOSE, choices=choices)
        case _:
            suggested = question["suggest"]
            choices = [
                SelectChoice(suggested, f"yes, {label(Field(suggested))}"),
                SelectChoice(IGNORED, "no, pass this column over"),
            ]
            return RadioField(f"Is the column “{question['given']}” a misspelling?", CHOOSE, choices=choices)
