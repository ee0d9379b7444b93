"""The figures of a run, kept beside what is printed, so that two runs can be compared by a program."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

Figure = dict[str, str | float | int]

figures: list[Figure] = []


def note(part: str, **figure: str | float) -> None:
    """Keep one line of the table, its numbers to three digits after the point."""
    rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in figure.items()}
    figures.append({"part": part, **rounded})


def write(path: Path) -> None:
    about = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "cores": os.cpu_count()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(about | {"python": platform.python_version(), "figures": figures}, indent=1) + "\n")
