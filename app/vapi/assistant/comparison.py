"""How an object in the Vapi account differs from our definition. Only keys we set count; secrets are masked."""

import difflib
from collections.abc import Iterator, Mapping

from app.vapi.assistant.definitions import Json

LONGEST_VALUE = 80
MASKED = "headers"
NOT_SET = "(not set)"


def differing_keys(ours: Json, theirs: Mapping[str, object]) -> list[str]:
    return [key for key, value in ours.items() if any(_compare(value, theirs.get(key, NOT_SET), key))]


def describe(ours: Json, theirs: Mapping[str, object]) -> list[str]:
    """Return one line per difference, as `model.temperature: 0.5 → 0.2`."""
    return [line for key, value in ours.items() for line in _compare(value, theirs.get(key, NOT_SET), key)]


def _compare(ours: object, theirs: object, path: str) -> Iterator[str]:
    if isinstance(ours, dict) and isinstance(theirs, Mapping):
        for key, value in ours.items():
            yield from _compare(value, theirs.get(key, NOT_SET), f"{path}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for place, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from _compare(mine, other, f"{path}[{place}]")
    elif ours != theirs and not (ours is None and theirs == NOT_SET):
        yield from _change(ours, theirs, path)


def _change(ours: object, theirs: object, path: str) -> Iterator[str]:
    if MASKED in path:
        yield f"{path}: changes (not shown)"
    elif isinstance(ours, str) and isinstance(theirs, str) and "\n" in ours:
        yield f"{path}:"
        changed = difflib.unified_diff(theirs.splitlines(), ours.splitlines(), n=0, lineterm="")
        yield from (f"  {line}" for line in changed if not line.startswith(("---", "+++", "@@")))
    else:
        yield f"{path}: {_short(theirs)} → {_short(ours)}"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"
