"""What the last run of each eval gave, kept in DATA_DIR, with the definition of the assistant that it was about."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from app.settings import Settings
from app.vapi.assistant.definition import assistant

FILE = "vapi-evals.json"


@dataclass(frozen=True)
class EvalResult:
    passed: bool
    why: str
    """Empty for a pass; else which turn failed, or how the run ended."""
    definition: str
    """Digest of the assistant as it was defined then."""
    ran_at: str


def definition_digest() -> str:
    """Return what tells one definition of the assistant from another."""
    return hashlib.sha256(json.dumps(assistant(), sort_keys=True).encode()).hexdigest()[:16]


def load_results(settings: Settings) -> dict[str, EvalResult]:
    """Return the last result by the eval's slug."""
    path = Path(settings.data_dir) / FILE
    if not path.exists():
        return {}
    return {slug: EvalResult(**result) for slug, result in json.loads(path.read_text()).items()}


def keep_results(settings: Settings, results: Mapping[str, EvalResult]) -> None:
    path = Path(settings.data_dir) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = load_results(settings) | dict(results)
    path.write_text(json.dumps({slug: asdict(result) for slug, result in sorted(kept.items())}, indent=2) + "\n")


def failed_of_this_definition(settings: Settings) -> list[str]:
    """Return the evals whose last run failed with the assistant as it is defined now."""
    digest = definition_digest()
    return sorted(
        slug for slug, result in load_results(settings).items() if not result.passed and result.definition == digest
    )


def result_of(run: Mapping[str, object], *, now: datetime) -> EvalResult:
    """Read a run that has ended: it passes where the conversation was played to its end and every judge said pass."""
    reason, rows = str(run.get("endedReason")), run.get("results")
    results = rows if isinstance(rows, list) else []
    failed = [number for number, row in enumerate(results, 1) if row.get("status") != "pass"]
    if reason != "mockConversation.done":
        why = f"ended with {reason}: {run.get('endedMessage') or 'no message'}"
    elif failed or not results:
        why = f"judged as failed: {_judgement(results)}"
    else:
        why = ""
    return EvalResult(not why, why, definition_digest(), now.isoformat(timespec="seconds"))


def _judgement(results: list[Mapping[str, object]]) -> str:
    """Return what the judge of the first failed turn said."""
    for result in results:
        messages = result.get("messages")
        for message in messages if isinstance(messages, list) else ():
            judge = message.get("judge") or {}
            if judge.get("status") == "fail":
                return str(judge.get("failureReason") or "no reason given")
    return "no reason given"
