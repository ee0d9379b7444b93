"""An export as files: JSON with everything, CSV that a spreadsheet opens without running anything."""

import io
import json
import zipfile

from app.services.people.export_files import as_json, as_zip
from tests.builders import NOW

TABLES = {"employees": [{"id": 7, "name": "=1+1", "workdays": [1, 2], "email": None}]}


def test_json_names_the_person_and_the_moment() -> None:
    body = json.loads(as_json(7, TABLES, made_at=NOW))
    assert body == {"employee": 7, "made_at": NOW.isoformat(), "tables": TABLES}


def test_zip_holds_a_guarded_csv_for_each_table_and_what_lies_beside() -> None:
    with zipfile.ZipFile(io.BytesIO(as_zip(TABLES, beside={"whole.json": b"{}"}))) as archive:
        assert archive.namelist() == ["employees.csv", "whole.json"]
        lines = archive.read("employees.csv").decode().splitlines()
    assert lines == ['"id","name","workdays","email"', '"7","\'=1+1","[1, 2]",""']
