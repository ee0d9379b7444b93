"""Every signed-in page has its "?": a few plain lines that a phone shows whole."""

import re
from pathlib import Path

import pytest

from app.page_help import TEMPLATES, guide, help_of

FOLDERS = sorted(
    {path.parent.name for path in TEMPLATES.glob("*/*.html") if '{% extends "base.html" %}' in path.read_text()}
)
LABELS = ("What this is", "Who can see it", "What to do")
LONGEST_LINE = 260


@pytest.mark.parametrize("folder", FOLDERS)
def test_pages_of_a_folder_say_what_they_are_who_sees_them_and_what_to_do(folder: str) -> None:
    page = help_of(folder)
    assert page is not None, f"write templates/{folder}/help.txt"
    assert tuple(label for label, _ in page.lines)[:3] == LABELS
    assert len(page.lines) <= 5
    assert [said for _, said in page.lines if not said.endswith(".") or len(said) > LONGEST_LINE] == []


def test_every_help_belongs_to_pages() -> None:
    assert sorted(path.parent.name for path in TEMPLATES.glob("*/help.txt")) == FOLDERS


def test_folder_without_pages_has_no_help() -> None:
    assert help_of("messages") is None
    assert help_of("nowhere") is None


def test_guide_holds_each_page_once() -> None:
    titles = re.findall(r"^## (.*)$", guide(), re.MULTILINE)
    assert titles == sorted(set(titles))
    assert len(titles) == len(FOLDERS)


def test_guide_is_linked_from_the_readme() -> None:
    assert "docs/pages.md" in (Path(__file__).resolve().parents[2] / "README.md").read_text()
