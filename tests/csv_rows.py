"""What a download of ours holds, as a spreadsheet reads it."""

import csv
import io

from werkzeug.test import TestResponse


def rows_of(answer: TestResponse) -> list[list[str]]:
    """Return the rows, the header first."""
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
