"""`make faults`: break a running stack in every way we know and count what was lost or doubled.

Escalating calls come in over HTTP all the while. Workers are killed in mid-send, Redis is killed and emptied, the mail
server refuses, clocks are killed. In the end every message must have arrived, none under two Message-IDs. Then
PostgreSQL stops under running calls, and the rows must equal those of a quiet run.
"""

import argparse
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from benchmarks.faults_count import MadeCall, Tally, tally
from benchmarks.faults_intake import IntakePlan, report_intake, run_intake
from benchmarks.faults_stack import SECRET, FaultStack, SimulatedTechnician, technicians

SECONDS_TO_FINISH = 300
EVERY_NTH_A_BLOCKER = 4


@dataclass(frozen=True, kw_only=True)
class FaultPlan:
    calls: int = 200
    kill_every: float = 2.0
    calm: float = 20.0
    """Seconds of killing workers alone, before and after the other faults."""
    redis_away: float = 8.0
    mail_refused: float = 60.0
    clocks: int = 2
    workers: int = 3
    group_seconds: int = 20
    delivery_seconds: int = 25

    @property
    def seconds(self) -> float:
        return 2 * self.calm + self.redis_away + self.mail_refused

    @property
    def settings(self) -> dict[str, str]:
        return {"GROUP_SECONDS": str(self.group_seconds), "DELIVERY_SECONDS": str(self.delivery_seconds)}


def run(plan: FaultPlan, folder: Path, say: Callable[[str], None] = print) -> Tally:
    people = technicians(plan.calls)
    made: list[MadeCall] = []
    with FaultStack(folder, clocks=plan.clocks, workers=plan.workers, settings=plan.settings) as stack:
        stack.add_people(people)
        with calling(stack.url, people, plan, made):
            _break(stack, plan, say)
        say(f"the last call is made, {stack.kills} kills so far; waiting for the rest to go out")
        _wait_until_sent(stack)
        say(f"outbox: {stack.outbox()}")
        return tally(made, folder / "taken.jsonl", stack.alert_ids(), stack.settings)


def _break(stack: FaultStack, plan: FaultPlan, say: Callable[[str], None]) -> None:
    say(f"{plan.workers} workers and {plan.clocks} clocks; a worker is killed every {plan.kill_every:g} s")
    _kill_for(stack, plan.calm, plan)
    say(f"Redis is killed and emptied, and away for {plan.redis_away:g} s")
    stack.lose_redis()
    _kill_for(stack, plan.redis_away, plan)
    stack.valkey.start()
    say(f"the mail server refuses for {plan.mail_refused:g} s; a clock is killed")
    stack.refuse_mail(refuse=True)
    stack.kill_a_clock()
    _kill_for(stack, plan.mail_refused, plan)
    stack.refuse_mail(refuse=False)
    say("the mail server takes mail again; both clocks are killed, one after the other")
    for _ in range(plan.clocks):
        stack.kill_a_clock()
        _kill_for(stack, plan.calm / plan.clocks, plan)


def _kill_for(stack: FaultStack, seconds: float, plan: FaultPlan) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(min(plan.kill_every, max(end - time.monotonic(), 0)))
        stack.kill_a_worker()


def _wait_until_sent(stack: FaultStack) -> None:
    deadline = time.monotonic() + SECONDS_TO_FINISH
    while stack.outbox()["pending"] and time.monotonic() < deadline:
        time.sleep(0.5)


@contextmanager
def calling(url: str, people: list[SimulatedTechnician], plan: FaultPlan, made: list[MadeCall]) -> Iterator[None]:
    """Spread the calls over the time of the faults, from a thread of their own."""
    pause = plan.seconds / len(people)
    started = time.monotonic()

    def call_all() -> None:
        with requests.Session() as http:
            for place, person in enumerate(people):
                time.sleep(max(started + place * pause - time.monotonic(), 0))
                made.append(call(http, url, person))

    thread = threading.Thread(target=call_all)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def call(http: requests.Session, url: str, person: SimulatedTechnician) -> MadeCall:
    blocker = person.number % EVERY_NTH_A_BLOCKER == 0
    made_at = time.time()
    answer = http.post(
        f"{url}/vapi/webhook", json=_tool_call(person, blocker=blocker), headers={"X-Vapi-Secret": SECRET}, timeout=10
    )
    results = answer.json().get("results", [{}]) if answer.ok else [{}]
    return MadeCall(person, blocker, bool(results[0].get("result")), made_at)


def _tool_call(person: SimulatedTechnician, *, blocker: bool) -> dict[str, object]:
    arguments: dict[str, object] = {"call_type": "ops_only", "ready_status": blocker, "blocker_present": blocker}
    arguments |= {"blocker_note": f"B-{person.number:03} is missing"} if blocker else {"not_ready_reason": "sick"}
    function = {"name": "log_daily_checkin", "arguments": arguments}
    call_id = f"fault-call-{person.number}"
    return {
        "message": {
            "type": "tool-calls",
            "call": {"id": call_id, "type": "inboundPhoneCall", "customer": {"number": person.phone}},
            "toolCallList": [{"id": f"tool-{person.number}", "type": "function", "function": function}],
        }
    }


def report(result: Tally, seconds: float) -> str:
    lines = [
        ("calls made", f"{result.calls}, of which {result.unanswered} got no words"),
        ("messages asked for", str(result.expected)),
        ("lost", str(len(result.lost))),
        ("doubled", str(len(result.doubled))),
        ("same Message-ID again", f"{result.repeated} (killed between the server's yes and the commit)"),
        ("mails taken", f"{result.mails} (messages of one kind within the group time are one mail)"),
        ("call to mail", f"median {result.median_seconds:.1f} s, slowest {result.slowest_seconds:.1f} s"),
        ("the run", f"{seconds:.0f} s"),
    ]
    wrong = [f"  LOST     {each}" for each in result.lost] + [f"  DOUBLED  {each}" for each in result.doubled]
    return "\n".join([f"{name:<22} {value}" for name, value in lines] + wrong)


def plans_from(arguments: list[str]) -> tuple[FaultPlan, IntakePlan]:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--calls", type=int, default=FaultPlan.calls)
    parser.add_argument("--mail-refused", type=float, default=FaultPlan.mail_refused, metavar="SECONDS")
    parser.add_argument("--redis-away", type=float, default=FaultPlan.redis_away, metavar="SECONDS")
    parser.add_argument("--kill-every", type=float, default=FaultPlan.kill_every, metavar="SECONDS")
    parser.add_argument("--postgres-away", type=float, default=IntakePlan.away, metavar="SECONDS")
    given = vars(parser.parse_args(arguments))
    away = given.pop("postgres_away")
    return FaultPlan(**given), IntakePlan(calls=given["calls"], seconds=away / 0.6, away=away)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leave nothing running behind
    plan, intake = plans_from(sys.argv[1:])
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {text}", flush=True)

    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        delivered = run(plan, Path(folder) / "delivery", say)
        print("\n" + report(delivered, time.monotonic() - started) + "\n")
        taken_in = run_intake(intake, Path(folder), say)
        print("\n" + report_intake(taken_in))
    return 0 if delivered.good and taken_in.good else 1


if __name__ == "__main__":
    sys.exit(main())
