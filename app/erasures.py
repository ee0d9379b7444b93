"""The list of erasures beside the database: a restored backup brings people back, and the list takes them out again.

One line of JSON for each, numbers and times alone, in DATA_DIR/erasures.jsonl.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from app.settings import Settings


class ErasureList:
    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, settings: Settings) -> "ErasureList":
        return cls(Path(settings.data_dir) / "erasures.jsonl")

    def add(self, employee_id: int, erased_at: datetime) -> None:
        """Raises OSError where the disk takes nothing more."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        line = json.dumps({"employee": employee_id, "erased_at": erased_at.isoformat()})
        with open(self.path, "a", encoding="utf-8", opener=_private) as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())

    def numbers(self) -> list[int]:
        """Return the erased people's numbers, each once, in the order of their erasure."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return list(dict.fromkeys(int(json.loads(line)["employee"]) for line in lines if line.strip()))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)
