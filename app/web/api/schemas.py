"""What the API takes and gives, from which its description is made."""

import base64
import binascii
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from app.domain.alerts.kinds import AlertOutcome
from app.domain.mornings.window import Week
from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.typed_text import clean_typed

MOST_ROWS = 500


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as JSON has it: days and times as ISO 8601, decimals as numbers."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case list() | tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def cursor_of(after: int | None) -> str | None:
    return None if after is None else base64.urlsafe_b64encode(f"after:{after}".encode()).decode()


class Cursor(fields.String):
    """Where a page begins, as the page before said it."""

    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> Any:
        try:
            word, _, number = base64.urlsafe_b64decode(str(value).encode("ascii")).decode("ascii").partition(":")
            after = int(number)
        except (ValueError, binascii.Error, UnicodeError) as error:
            raise ValidationError("Give next_cursor of the page before, as it came.") from error
        if word != "after" or not 0 <= after < 2**63:
            raise ValidationError("Give next_cursor of the page before, as it came.")
        return after


class Text(fields.String):
    """One line, cleaned of what no text holds."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = clean_typed(super()._deserialize(value, attr, data, **more))
        if not text:
            raise ValidationError("Say something.")
        return text


def _number(**more: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(1, 2**31 - 1), **more)


class ListQuery(Schema):
    cursor = Cursor(metadata={"description": "From next_cursor; left out for the first page."})
    limit = fields.Integer(load_default=100, validate=validate.Range(1, MOST_ROWS))


class PersonQuery(ListQuery):
    employee = fields.Integer(validate=validate.Range(1, 2**31 - 1), metadata={"description": "An employee number."})


class DatedQuery(PersonQuery):
    since = fields.Date(metadata={"description": "The first day."})
    until = fields.Date(metadata={"description": "The last day, inclusive."})


class WeekField(fields.String):
    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> Any:
        try:
            return Week.parse(str(value))
        except ValueError as error:
            raise ValidationError("Write the week as 2026-W47.") from error


class WeekQuery(PersonQuery):
    week = WeekField(required=True, metadata={"description": "An ISO week such as 2026-W47."})


class PageSchema(Schema):
    rows = fields.List(fields.Dict(), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class ReadingIn(Schema):
    employee_number = _number(required=True)
    kpi = Text(required=True, validate=validate.Length(max=200), metadata={"description": "The KPI's name."})
    read_on = fields.Date(required=True)
    value = fields.Decimal(required=True, allow_nan=False, metadata={"description": "A number."})


class ReadingsIn(Schema):
    readings = fields.List(fields.Nested(ReadingIn), required=True, validate=validate.Length(1, MOST_ROWS))
    confirmed = fields.Boolean(
        load_default=False, metadata={"description": "Take values that are far from the usual too."}
    )


class FieldProblem(Schema):
    field = fields.String(allow_none=True, metadata={"description": "Such as readings.3.value."})
    message = fields.String(required=True)


class ProblemSchema(Schema):
    """RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "What happened, then what to do."})
    errors = fields.List(fields.Nested(FieldProblem))


class SavedSchema(Schema):
    saved = fields.Integer(required=True)


class TimeOffIn(Schema):
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, metadata={"description": "Inclusive."})
    kind = fields.Enum(TimeOffKind, by_value=True, load_default=TimeOffKind.VACATION)
    part = fields.Enum(DayPart, by_value=True, load_default=DayPart.WHOLE_DAY)


class NewTimeOffIn(TimeOffIn):
    employee_number = _number(required=True)


class TimeOffOut(TimeOffIn):
    id = fields.Integer(required=True)
    employee_number = fields.Integer(required=True)


class OutcomeIn(Schema):
    outcome = fields.Enum(AlertOutcome, by_value=True, required=True)
    note = Text(validate=validate.Length(max=500))


class AlertOut(Schema):
    id = fields.Integer(required=True)
    status = fields.String(required=True)
    owner_name = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)
