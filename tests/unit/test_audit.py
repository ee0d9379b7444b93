"""What the audit of packages says of each kind of report, and that a secret in a file is found."""

from pathlib import Path
from typing import Any

import pytest

from scripts.audit import OUT_OF_REACH, scan_for_secrets, vulnerabilities

SAFE = {"name": "flask", "version": "3.1", "vulns": []}
FAULTY = {
    "name": "jinja2",
    "version": "3.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
UNKNOWN = {"name": "flask", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "lines"),
    [
        ([SAFE], []),
        ([SAFE, FAULTY], ["jinja2 3.0: PYSEC-1, mended in 3.1", "jinja2 3.0: PYSEC-2, mended in none"]),
        ([SAFE, UNKNOWN], []),
        ([UNKNOWN, UNKNOWN], [OUT_OF_REACH]),
        ([], [OUT_OF_REACH]),
    ],
)
def test_report_becomes_lines(packages: list[dict[str, Any]], lines: list[str]) -> None:
    assert vulnerabilities({"dependencies": packages}) == lines


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("a placeholder: change-me\n", 0),
        ("-----BEGIN RSA " + "PRIVATE KEY-----\n", 1),
        ("key = 'AKIA" + "Z" * 16 + "'\n", 1),
    ],
)
def test_secret_in_a_file_is_found(tmp_path: Path, text: str, status: int) -> None:
    file = tmp_path / "file.txt"
    file.write_text(text)
    assert scan_for_secrets([str(file)]) == status
