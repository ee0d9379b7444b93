"""One word for one thing: what templates and sentences in the code no longer call it.

Which words stand is in `app/domain/mornings/day_states.py`, `app/domain/alerts/words.py` and
`app/domain/figures/flag_words.py`. Kinds and settings keep their names; only what a person reads is searched.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GONE = {
    r"burn(ed|t)?[- ]?out": "low energy",
    r"missed (check-ins?|calls?|alerts?|days?|mornings?)": "no call",
    r"(call|check-in)s? (is|are|was|were|counts as) (missed|missing)": "no call",
    r"missing (check-ins?|calls?)": "no call",
    r"has(n't| not) called": "no call yet",
    r"no[- ]shows?": "no call",
    r"needs? (an )?ack\w*": "needs somebody",
    r"unack\w*": "nobody has it",
    r"ack(ed|s)?": "I've got it",
    r"acknowledge[ds]?": "taken",
}
PATTERN = re.compile("|".join(rf"\b{words}\b" for words in GONE), re.IGNORECASE)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SHOWN_ATTRIBUTE = re.compile(r'(?:aria-label|title|placeholder|alt|data-confirm)="([^"]*)"')
TAG = re.compile(r"<[^>]*>", re.DOTALL)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})
MODULES = sorted(path for path in (ROOT / "app").rglob("*.py") if "dev" not in path.relative_to(ROOT / "app").parts[:1])


@pytest.mark.parametrize(
    "sentence",
    [
        "Burnout",
        "burn-out",
        "2 missed calls",
        "needs ack",
        "Unacknowledged",
        "has not called yet",
        "a no-show",
        "acked",
    ],
)
def test_the_search_finds_what_it_is_for(sentence: str) -> None:
    assert PATTERN.search(sentence)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_says_a_word_that_went(path: Path) -> None:
    raw = JINJA.sub(" ", path.read_text())
    shown = [TAG.sub(" ", raw), *SHOWN_ATTRIBUTE.findall(raw)]
    assert [found[0] for text in shown for found in PATTERN.finditer(text)] == []


def test_no_sentence_in_the_code_says_a_word_that_went() -> None:
    said = [(path, text) for path in MODULES for text in sentences(path)]
    assert len(said) > 500
    assert [f"{path.relative_to(ROOT)}: {text}" for path, text in said if PATTERN.search(text)] == []


def sentences(path: Path) -> Iterator[str]:
    """Yield the texts of two words and more that are no docstring and no pattern for what people say to us."""
    tree = ast.parse(path.read_text())
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in notes else None
        if isinstance(text, str) and " " in text.strip() and "(?:" not in text:
            yield text
