"""Every signed-in page has its "?": a few plain lines that a phone shows whole."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.access import access_of
from app.page_help import TEMPLATES, guide, help_of, permissions_named

FOLDERS = sorted(
    {path.parent.name for path in TEMPLATES.glob("*/*.html") if '{% extends "base.html" %}' in path.read_text()}
)
LABELS = ("What this is", "Who can see it", "What to do")
LONGEST_LINE = 260
OPEN_TO_ALL = {"account"}
"""One's own pages."""
ROLES = re.compile(r"\b(managers?|executives?|dispatchers?|HR|administrators?)\b", re.IGNORECASE)


@pytest.mark.parametrize("folder", FOLDERS)
def test_pages_of_a_folder_say_what_they_are_who_sees_them_and_what_to_do(folder: str) -> None:
    page = help_of(folder)
    assert page is not None, f"write templates/{folder}/help.txt"
    assert tuple(label for label, _ in page.lines)[:3] == LABELS
    assert len(page.lines) <= 5
    assert [said for _, said in page.lines if not said.endswith(".") or len(said) > LONGEST_LINE] == []


def test_who_can_see_it_is_said_from_the_grants_that_open_its_pages(app: Flask) -> None:
    for folder in sorted(set(FOLDERS) - OPEN_TO_ALL):
        views = [rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        accesses = [access_of(app, view) for view in views if view.partition(".")[0] == folder]
        opening = {permission for access in accesses if access for permission in access.permissions}
        assert (folder, permissions_named(folder)) == (folder, opening)


def test_no_role_is_named_by_hand() -> None:
    """Beside what the grants say: who reads less than a page shows, which no grant of a page tells."""
    lines = {folder: re.sub(r"\{[^}]*\}", "", (TEMPLATES / folder / "help.txt").read_text()) for folder in FOLDERS}
    said = {folder: line.splitlines()[2] for folder, line in lines.items()}
    named = {folder for folder, line in said.items() if ROLES.search(line)}
    assert named == {"alerts", "long_jobs", "today", "trends"}


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
