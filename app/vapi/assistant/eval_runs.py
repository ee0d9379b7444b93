"""The evals in a Vapi account: which are there, sent anew where they differ, and run against the assistant."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.vapi.assistant import comparison
from app.vapi.assistant.account import AccountRefused, ResourceKind, VapiAccount
from app.vapi.assistant.definitions import Json
from app.vapi.assistant.eval_results import EvalResult, result_of
from app.vapi.assistant.eval_turns import CONTEXT, Eval
from app.vapi.assistant.evals import EVALS

LONGEST_SECONDS = 300
VARIABLES: Json = {"name": "Luis", "role": "technician", "mode": "daily_checkin", "local_time": CONTEXT["local_time"]}
"""What a call would bring along; fixed, so that an eval never goes stale."""


@dataclass(frozen=True)
class EvalState:
    one: Eval
    found: Mapping[str, object] | None
    """What the account has; None where it is not there."""

    @property
    def word(self) -> str:
        if self.found is None:
            return "missing"
        return "differs" if comparison.describe(self.one.definition(), self.found) else "current"


def list_states(account: VapiAccount) -> list[EvalState]:
    by_name: dict[object, Json] = {}
    for row in account.find_all(ResourceKind.EVAL):
        by_name.setdefault(row.get("name"), row)
    return [EvalState(one, by_name.get(one.name)) for one in EVALS]


def push_evals(account: VapiAccount, *, tell: Callable[[str], None]) -> int:
    """Create what is missing and update what differs; return how many. Others' evals are left alone."""
    changed = 0
    for state in list_states(account):
        if state.word == "missing":
            account.create(ResourceKind.EVAL, state.one.definition())
        elif state.word == "differs" and state.found is not None:
            account.update(ResourceKind.EVAL, str(state.found["id"]), state.one.definition())
        else:
            continue
        changed += 1
        tell(f"{'created' if state.found is None else 'updated'} {state.one.slug}")
    return changed


def choose(slugs: Iterable[str]) -> list[Eval]:
    """Return the evals of these slugs, all of them for none. Raises AccountRefused for one that does not exist."""
    by_slug = {one.slug: one for one in EVALS}
    if unknown := [slug for slug in slugs if slug not in by_slug]:
        raise AccountRefused(f"There is no eval named {unknown[0]}. `flask vapi evals list` names them all.")
    return [by_slug[slug] for slug in slugs] or list(EVALS)


def run_eval(
    account: VapiAccount, one: Eval, *, assistant_id: str, pause: float, clock: Callable[[], datetime]
) -> EvalResult:
    """Play one eval, given whole so that what runs is what stands here, and wait for its end."""
    target = {
        "type": "assistant",
        "assistantId": assistant_id,
        "assistantOverrides": {"variableValues": VARIABLES},
    }
    run_id = account.start_eval({"type": "eval", "eval": one.definition(), "target": target})
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        run = account.find_eval_run(run_id)
        if run.get("status") == "ended":
            return result_of(run, now=clock())
        time.sleep(pause)
    return result_of({"endedReason": f"no end within {LONGEST_SECONDS} seconds"}, now=clock())
