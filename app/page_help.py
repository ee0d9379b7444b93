"""The "?" of the pages: what this is, who can see it, what to do; one `help.txt` beside the templates of each folder.

The first line is the title, each other one a label and what it says. The guide for readers without the product is made
of the same lines (`flask settings`).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
    return PageHelp(title, tuple((label, said) for label, _, said in labelled))


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
