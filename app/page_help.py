"""The "?" of the pages: what this is, who can see it, what to do; one `help.txt` beside the templates of each folder.

The first line is the title, each other one a label and what it says. Who can see a page is made from the table of
grants: `{reach person:read}` names the roles with whose data they reach, `{figures …}` likewise for figures of groups,
`{roles …}` the roles alone. The guide for readers without the product is made of the same lines (`flask settings`).
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.permissions import Permission
from app.domain.phrases import capitalized
from app.domain.readers import say_reach, say_roles

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@dataclass(frozen=True)
class PageHelp:
    title: str
    lines: tuple[tuple[str, str], ...]
    """Label and what it says."""


@cache
def help_of(folder: str) -> PageHelp | None:
    """Return the help for the pages of this folder of templates; None where it has none."""
    path = TEMPLATES / folder / "help.txt"
    if not path.is_file():
        return None
    title, *lines = path.read_text().splitlines()
    labelled = (line.partition(": ") for line in lines)
    return PageHelp(title, tuple((label, capitalized(_GRANTED.sub(_say, said))) for label, _, said in labelled))


def permissions_named(folder: str) -> frozenset[Permission]:
    """Return the permissions from which the help of a folder says who can see its pages."""
    named = _GRANTED.findall((TEMPLATES / folder / "help.txt").read_text())
    return frozenset(permission for _, words in named for permission in map(Permission, words.split()))


_GRANTED = re.compile(r"\{(reach|figures|roles) ([a-z: -]+)\}")


def _say(found: re.Match[str]) -> str:
    permissions = list(map(Permission, found[2].split()))
    if found[1] == "roles":
        return say_roles(permissions)
    return say_reach(permissions, figures=found[1] == "figures")


def guide() -> str:
    """Return the help of all pages as one Markdown document."""
    folders = sorted(path.parent.name for path in TEMPLATES.glob("*/help.txt"))
    pages = sorted((page for page in map(help_of, folders) if page), key=lambda page: page.title)
    parts = [
        "# The pages: what each is, who can see it, what to do",
        "The same lines stand behind the “?” of each page.",
        *(f"## {page.title}\n\n" + "\n".join(f"- **{label}**: {said}" for label, said in page.lines) for page in pages),
    ]
    return "\n\n".join(parts) + "\n"
