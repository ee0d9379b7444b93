"""The form that takes a file of records, and carries it along where its unusual values are asked about."""

import base64
import binascii
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField

from app.domain.errors import InvalidInput

ACCEPTED = ".csv,.txt,.tsv,.xlsx,.xls,.ods"


class RecordFileForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, or on the second try the same bytes again: a browser does not send a file twice by itself."""

    file = FileField("File", render_kw={"accept": ACCEPTED})
    again = HiddenField()

    def content(self) -> bytes:
        if self.again.data:
            try:
                return base64.b64decode(self.again.data, validate=True)
            except binascii.Error as error:
                raise InvalidInput("The file was lost on the way. Choose it again.", field="file") from error
        upload: Any = self.file.data
        content: bytes = upload.read() if upload else b""
        if not content:
            raise InvalidInput("Choose a file.", field="file")
        return content

    def keep(self, content: bytes) -> None:
        """Carry the file along, so that saying yes to its values does not mean choosing it again."""
        self.again.data = base64.b64encode(content).decode()
