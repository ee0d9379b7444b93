"""Secrets survive a restart, and run.env reads the same in a shell as here."""

import stat
import subprocess
from pathlib import Path

import pytest

from app.dev.run_files import SECRETS, kept_secrets, read_values, write_private


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    first = kept_secrets(tmp_path / "secrets.env")
    assert set(first) == set(SECRETS)
    assert kept_secrets(tmp_path / "secrets.env") == first
    assert stat.S_IMODE((tmp_path / "secrets.env").stat().st_mode) == 0o600


def test_a_secret_that_is_missing_is_added_beside_the_others(tmp_path: Path) -> None:
    write_private(tmp_path / "secrets.env", {"SECRET_KEY": "kept"})
    assert kept_secrets(tmp_path / "secrets.env")["SECRET_KEY"] == "kept"


@pytest.mark.parametrize(
    "value",
    [
        "postgresql+psycopg2://ops_coach@:5432/ops_coach?host=/tmp/x",
        "two words",
        "it's",
        "$HOME `id`",
        "+15125550142",
        "",
    ],
)
def test_a_shell_reads_what_was_written(tmp_path: Path, value: str) -> None:
    write_private(tmp_path / "run.env", {"VALUE": value})
    script = '. "$0"; printf %s "$VALUE"'
    read = subprocess.run(
        ["/bin/sh", "-c", script, str(tmp_path / "run.env")], capture_output=True, text=True, check=True
    )
    assert read.stdout == value


def test_comments_blank_lines_and_quotes_are_read_as_in_a_shell(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# a comment\n\nPORT=8001\nCOMPANY_NAME='Northwind Field Service'\nEMPTY=\n")
    assert read_values(tmp_path / ".env") == {"PORT": "8001", "COMPANY_NAME": "Northwind Field Service", "EMPTY": ""}


def test_a_file_that_is_not_there_has_no_values(tmp_path: Path) -> None:
    assert read_values(tmp_path / "absent.env") == {}
