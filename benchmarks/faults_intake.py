"""Stop PostgreSQL under running calls: every call gets words, and afterwards the rows equal those of a quiet run."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Alert, Call, DailyCheckin, OutboxMessage
from benchmarks.faults_stack import SECRET, FaultStack, SimulatedTechnician, technicians

MOST_SECONDS = 3.0
"""Seconds within which each call must be answered."""
SECONDS_TO_CATCH_UP = 60


@dataclass(frozen=True, kw_only=True)
class IntakePlan:
    calls: int = 200
    seconds: float = 50.0
    away: float = 30.0
    """PostgreSQL stops after a fifth of the time, for this long."""


@dataclass(frozen=True)
class IntakeTally:
    calls: int
    unanswered: int
    kept: int
    """Tool calls that were answered from the journal."""
    slowest_seconds: float
    missing: list[str]
    """What a run without the fault wrote and this one did not."""
    surplus: list[str]

    @property
    def good(self) -> bool:
        return not (self.unanswered or self.missing or self.surplus) and self.slowest_seconds < MOST_SECONDS


@dataclass(frozen=True)
class WebhookAnswer:
    words: str
    seconds: float


def run_intake(plan: IntakePlan, folder: Path, say: Callable[[str], None] = print) -> IntakeTally:
    people = technicians(plan.calls)
    say("a run without the fault")
    wanted, _answers = _hold(folder / "quiet", people, pause=0, away=0)
    say(f"the same calls, with PostgreSQL stopped for {plan.away:g} s")
    found, answers = _hold(folder / "away", people, pause=plan.seconds / plan.calls, away=plan.away)
    return IntakeTally(
        calls=len(people),
        unanswered=sum(not answer.words for answer in answers),
        kept=sum(answer.words.startswith("Kept") for answer in answers),
        slowest_seconds=max(answer.seconds for answer in answers),
        missing=[str(row) for row in (wanted - found).elements()],
        surplus=[str(row) for row in (found - wanted).elements()],
    )


def report_intake(result: IntakeTally) -> str:
    lines = [
        ("calls made", f"{result.calls}, two tool calls each; {result.unanswered} got no words"),
        ("answered while away", str(result.kept)),
        ("slowest answer", f"{result.slowest_seconds:.2f} s"),
        ("rows missing", str(len(result.missing))),
        ("rows too many", str(len(result.surplus))),
    ]
    return "\n".join(f"{name:<22} {value}" for name, value in lines)


def _hold(
    folder: Path, people: list[SimulatedTechnician], *, pause: float, away: float
) -> tuple[Counter[Any], list[WebhookAnswer]]:
    folder.mkdir(parents=True, exist_ok=True)
    with FaultStack(folder, clocks=1, workers=0, settings={}) as stack, ThreadPoolExecutor(1) as caller:
        stack.add_people(people)
        answers = caller.submit(lambda: [answer for person in people for answer in _call(stack.url, person, pause)])
        if away:
            _stop_postgres(stack, pause * len(people) / 5, away)
        answers.result()
        _wait_until_drained(stack, len(people))
        return _rows(stack), answers.result()


def _stop_postgres(stack: FaultStack, after: float, away: float) -> None:
    """Run in the main thread: PostgreSQL ends with the thread that started it."""
    time.sleep(after)
    stack.postgres.stop()
    time.sleep(away)
    stack.postgres.start()


def _call(url: str, person: SimulatedTechnician, pause: float) -> list[WebhookAnswer]:
    """Log a check-in and correct it: the order of the two must survive the outage."""
    time.sleep(pause)
    note = f"B-{person.number:03} is missing"
    first = {"call_type": "ops_only", "ready_status": "yes", "blocker_note": note}
    return [_log(url, person, 1, first), _log(url, person, 2, {"blocker_note": f"{note}, and the ladder too"})]


def _log(url: str, person: SimulatedTechnician, turn: int, arguments: Mapping[str, object]) -> WebhookAnswer:
    function = {"name": "log_daily_checkin", "arguments": arguments}
    call = {"id": f"intake-{person.number}", "type": "inboundPhoneCall", "customer": {"number": person.phone}}
    tool = {"id": f"tool-{person.number}-{turn}", "type": "function", "function": function}
    body = {"message": {"type": "tool-calls", "call": call, "toolCallList": [tool]}}
    started = time.monotonic()
    answer = requests.post(f"{url}/vapi/webhook", json=body, headers={"X-Vapi-Secret": SECRET}, timeout=10)
    words = answer.json()["results"][0].get("result", "") if answer.ok else ""
    return WebhookAnswer(words, time.monotonic() - started)


def _wait_until_drained(stack: FaultStack, calls: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_CATCH_UP
    while time.monotonic() < deadline:
        stack.engine.dispose()  # connections from before the stop are dead
        with Session(stack.engine) as session:
            waiting = any((stack.folder / "journal").glob("segment-*")) or _size(stack.folder / "journal/current.jsonl")
            if not waiting and session.scalar(sa.select(sa.func.count()).select_from(DailyCheckin)) == calls:
                return
        time.sleep(0.5)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _rows(stack: FaultStack) -> Counter[Any]:
    """Count everything that the calls wrote, without ids and instants."""
    answers = [DailyCheckin.call_id, DailyCheckin.call_type, DailyCheckin.ready_status, DailyCheckin.blocker_note]
    queries: dict[str, Any] = {
        "call": sa.select(Call.id, Call.status),
        "check-in": sa.select(*answers, DailyCheckin.call_completed, DailyCheckin.report_fields),
        "alert": sa.select(Alert.kind, Alert.status, Alert.note),
        "message": sa.select(OutboxMessage.kind, OutboxMessage.address, OutboxMessage.channel),
    }
    with Session(stack.engine) as session:
        return Counter((kind, str(tuple(row))) for kind, query in queries.items() for row in session.execute(query))
