"""The files under `docs/vapi/` that are generated: which, their text, and what has changed."""

import difflib
import json
from collections.abc import Iterator
from pathlib import Path

from app.vapi.assistant.definition import assistant, phone_number
from app.vapi.assistant.definitions import Json, structured_output, tool_definition
from app.vapi.assistant.evals import EVALS
from app.vapi.assistant.prompt import system_prompt
from app.vapi.tools import TOOLS

FOLDER = Path("docs/vapi")
TOOLS_FOLDER = Path("tools/internal_ops/technician")


def generated_files() -> dict[Path, str]:
    """Return each generated file's text by its path under `docs/vapi/`."""
    definitions: dict[Path, Json] = {
        **{TOOLS_FOLDER / f"{tool.name}.json": tool_definition(tool) for tool in TOOLS},
        Path("assistant.json"): assistant(),
        Path("structured_output.json"): structured_output(),
        Path("phone_number.json"): phone_number(),
        **{Path("evals") / f"{one.slug}.json": one.definition() for one in EVALS},
    }
    texts = {path: json.dumps(body, indent=2, ensure_ascii=False) + "\n" for path, body in definitions.items()}
    return {Path("system_prompt_internal_ops.md"): system_prompt()} | texts


def write_files(folder: Path) -> list[Path]:
    """Write what is stale, remove what is generated no more; return the paths that changed."""
    files = generated_files()
    changed = [path for path, text in files.items() if _text_at(folder / path) != text]
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(files[path], encoding="utf-8")
    surplus = _surplus(folder, files)
    for path in surplus:
        (folder / path).unlink()
    return changed + surplus


def differences(folder: Path) -> str:
    """Return a unified diff from the files to what would be written; empty where nothing is stale."""
    files = generated_files()
    return "".join(
        "".join(_diff(path, _text_at(folder / path), files.get(path, "")))
        for path in [*files, *_surplus(folder, files)]
    )


def _diff(path: Path, before: str, after: str) -> Iterator[str]:
    return difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"{path} (file)", f"{path} (script)"
    )


def _text_at(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _surplus(folder: Path, files: dict[Path, str]) -> list[Path]:
    """Return JSON files that nothing generates: an eval or a tool that is gone."""
    return [path for file in sorted(folder.rglob("*.json")) if (path := file.relative_to(folder)) not in files]
