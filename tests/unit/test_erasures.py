"""The list of erasures beside the database."""

import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.erasures import ErasureList
from app.settings import Settings

NOW = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)


def test_numbers_are_listed_once_and_by_nobody_else_readable(tmp_path: Path) -> None:
    erasures = ErasureList.of(replace(Settings(), data_dir=str(tmp_path)))
    assert erasures.numbers() == []
    for number in (203, 117, 203):
        erasures.add(number, NOW)
    assert erasures.numbers() == [203, 117]
    assert stat.S_IMODE(erasures.path.stat().st_mode) == 0o600
