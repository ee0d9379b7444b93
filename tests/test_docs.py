"""What is written about the settings is what the settings table says, and files that the documents name exist."""

import re
from pathlib import Path

import pytest

from app.cli.settings import generated

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {".py", ".md", ".html", ".txt", ".j2", ".sql"}
OUR_FILE = re.compile(r"`((?:app|docs|tests|templates|static|scripts|benchmarks)/[\w./-]+\.\w+)`")


def test_settings_documents_are_current() -> None:
    assert [str(path) for path, text in generated().items() if path.read_text() != text] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_a_document_names_exist(document: Path) -> None:
    assert {name for name in OUR_FILE.findall(document.read_text()) if not (ROOT / name).exists()} == set()


def test_nothing_points_outside_the_repository() -> None:
    """Plans, tickets and notes that only their authors have tell a reader nothing."""
    outside = re.compile(r"mission/|source plan|design reference|\b[Ii]ssue [0-9]")
    texts = [
        *DOCUMENTS,
        *(path for folder in ("app", "benchmarks", "scripts", "templates") for path in (ROOT / folder).rglob("*.*")),
    ]
    assert [str(path) for path in texts if path.suffix in TEXTS and outside.search(path.read_text())] == []


def test_security_document_names_tests_that_exist() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text()))
    files = (ROOT / "tests").rglob("test_*.py")
    existing = {name for file in files for name in re.findall(r"def (test_\w+)", file.read_text())}
    assert len(named) > 40
    assert named - existing == set()
