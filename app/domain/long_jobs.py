"""Long work that somebody waits for: its kinds and its states."""

from enum import StrEnum


class JobKind(StrEnum):
    PEOPLE_IMPORT = "people_import"
    ODOO_SYNC = "odoo_sync"
    WEEKLY_ROLLUP = "weekly_rollup"
    EXPORT_PERSON = "export_person"
    ERASE_PERSON = "erase_person"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = frozenset({JobState.WAITING, JobState.RUNNING})
"""Of one key, one job at a time may be in these."""
JOB_WORDS = {
    JobKind.PEOPLE_IMPORT: "Import of people",
    JobKind.ODOO_SYNC: "Sync with Odoo",
    JobKind.WEEKLY_ROLLUP: "Weekly figures",
    JobKind.EXPORT_PERSON: "Export of a person's data",
    JobKind.ERASE_PERSON: "Erasing a person",
}
STATE_WORDS = {
    JobState.WAITING: "waits for a worker",
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}
