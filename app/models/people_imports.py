"""Files of people: what was sent, what it would do, and what became of it.

The file and its rows hold personal data; both go when the import is old or discarded. What an import did to each person
stands in `profile_changes` under `import_ref`.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Timestamps


class ImportState(StrEnum):
    WAITING = "waiting"
    """To be read by a worker."""
    ASKING = "asking"
    """Questions are open."""
    REFUSED = "refused"
    """Something is wrong; nothing can be applied."""
    READY = "ready"
    """The preview stands and may be confirmed."""
    CONFIRMED = "confirmed"
    """To be applied by a worker."""
    DONE = "done"
    PUT_BACK = "put_back"
    DISCARDED = "discarded"


OPEN = (ImportState.WAITING, ImportState.ASKING, ImportState.REFUSED, ImportState.READY, ImportState.CONFIRMED)
"""A second submit of the same file meets the one in these states."""
DUE = (ImportState.WAITING, ImportState.CONFIRMED)
"""A long job has a step to do."""


class PeopleImport(Timestamps, Base):
    __tablename__ = "people_imports"
    __table_args__ = (
        sa.Index(
            "uq_people_imports_open_content",
            "content_hash",
            unique=True,
            postgresql_where=sa.text("state IN ('waiting', 'asking', 'refused', 'ready', 'confirmed')"),
        ),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    state: Mapped[ImportState] = mapped_column(default=ImportState.WAITING)
    file_name: Mapped[str]
    content: Mapped[bytes | None]
    """Null once it is not needed any more."""
    content_hash: Mapped[str]
    """SHA-256, hexadecimal."""
    submitted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    """Null: the command line."""
    submitted_by_name: Mapped[str]
    makes_admins: Mapped[bool] = mapped_column(default=False)
    """The person who last acted on it may give the role admin."""
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """Of the preview: `kind`, `delimiter`, `heading_row`, `ignored_columns`, `new_teams`, `questions`, `problem`."""
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    wrong: Mapped[int] = mapped_column(default=0)
    """People in the file, by what would become or became of them."""
    fingerprint: Mapped[str | None]
    """Of all that the preview shows; another one at the time of applying stops the import."""
    overtaken: Mapped[bool] = mapped_column(default=False)
    """The directory was changed between preview and confirmation; the preview is a new one."""
    applied_at: Mapped[datetime | None]

    @property
    def job_key(self) -> str:
        """The key of the long job that works on this import."""
        return f"people-import-{self.id}"

    @property
    def import_ref(self) -> str:
        """The name of this import in the history of changes."""
        return f"file-{self.id}"


class PeopleImportRow(Base):
    __tablename__ = "people_import_rows"
    __table_args__ = (sa.Index("ix_people_import_rows_import_id_row", "import_id", "row", "id"),)

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    import_id: Mapped[int] = mapped_column(sa.ForeignKey("people_imports.id", ondelete="CASCADE"))
    row: Mapped[int]
    """As the spreadsheet shows it."""
    employee_number: Mapped[int | None] = mapped_column(index=True)
    """Null for a person who is yet to be given one, and where it could not be read."""
    name: Mapped[str]
    verdict: Mapped[str] = mapped_column(sa.String(8))
    """add, change, same, error."""
    non_ascii: Mapped[bool]
    """The name has letters that a wrong encoding breaks; such rows are shown first."""
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """`[{"label": "Telephone", "before": null, "after": "+1…"}]`, as people read them."""
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """`[{"field": "phone", "label": "Phone", "kind": "bad_phone", "sentence": "…"}]`."""
    cells: Mapped[list[str]] = mapped_column(JSONB, default=list)
    """As the file has them, of wrong rows."""
