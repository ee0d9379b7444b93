"""A database error names the statement and not the person: its text goes into the log."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DataError

from app.extensions import db


def test_database_error_holds_no_parameters(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection, pytest.raises(DataError) as error:
        connection.execute(sa.text("SELECT 1 / 0 WHERE :phone <> ''"), {"phone": "312 555 0142"})
    assert "312 555 0142" not in str(error.value)
