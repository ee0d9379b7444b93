"""A short `make faults`, and the time from a call to its message on a whole stack in good health."""

import json
import time
from pathlib import Path

import pytest
import requests

from benchmarks.faults import FaultPlan, call, run
from benchmarks.faults_count import tally
from benchmarks.faults_intake import IntakePlan, run_intake
from benchmarks.faults_stack import FaultStack, technicians

pytestmark = pytest.mark.slow

SHORT = FaultPlan(
    calls=16, calm=3, redis_away=1, mail_refused=3, kill_every=1.5, workers=2, group_seconds=3, delivery_seconds=5
)


KILLS = 4
LONG = pytest.mark.prove
"""The plans of `make faults`."""


@pytest.mark.parametrize("plan", [pytest.param(SHORT, id="short"), pytest.param(FaultPlan(), id="long", marks=LONG)])
def test_nothing_is_lost_or_doubled_while_everything_breaks(
    tmp_path_factory: pytest.TempPathFactory, plan: FaultPlan
) -> None:
    result = run(plan, tmp_path_factory.mktemp("faults"))
    assert (result.calls, result.unanswered) == (plan.calls, 0)
    assert (result.lost, result.doubled) == ([], [])


def test_blocker_reaches_ops_within_five_seconds_of_the_call(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("healthy")
    people = technicians(2)
    with FaultStack(folder, clocks=1, workers=1, settings={}) as stack:
        stack.add_people(people)
        wait_until_ready(stack.url)
        with requests.Session() as http:
            made = [call(http, stack.url, person) for person in people]
        deadline = time.monotonic() + 10
        while stack.outbox()["pending"] and time.monotonic() < deadline:
            time.sleep(0.1)
        result = tally(made, folder / "taken.jsonl", stack.alert_ids(), stack.settings)
    assert (result.expected, result.lost, result.doubled) == (3, [], [])
    assert result.slowest_seconds < 5


def test_weekly_digest_is_one_mail_though_clocks_workers_and_restarts_compete(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder: Path = tmp_path_factory.mktemp("digest")
    with FaultStack(
        folder, clocks=2, workers=2, settings={"WEEKLY_DIGEST": "always", "DELIVERY_SECONDS": "5"}
    ) as stack:
        stack.add_people(technicians(1))
        deadline = time.monotonic() + 150
        while len(stack.kept_digests()) < 1 or stack.kills < KILLS:
            assert time.monotonic() < deadline
            stack.make_all_jobs_due()
            time.sleep(1)
            stack.kill_a_worker()
            stack.kill_a_clock()
        while stack.outbox()["pending"] and time.monotonic() < deadline:
            time.sleep(0.2)
        mails = [mail for mail in taken_mails(folder) if mail["subject"].startswith("Week ")]
        assert len(stack.kept_digests()) == 1
    # A worker that dies between the server's yes and its commit sends the same mail again, under the same Message-ID.
    assert len({mail["id"] for mail in mails}) == 1


def taken_mails(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "taken.jsonl").read_text().splitlines()]


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(IntakePlan(calls=15, seconds=5, away=3), id="short"),
        pytest.param(IntakePlan(), id="long", marks=LONG),
    ],
)
def test_postgres_stopped_under_calls_ends_in_the_rows_of_a_quiet_run(
    tmp_path_factory: pytest.TempPathFactory, plan: IntakePlan
) -> None:
    result = run_intake(plan, tmp_path_factory.mktemp("intake"))
    assert (result.calls, result.unanswered) == (plan.calls, 0)
    assert (result.missing, result.surplus) == ([], [])
    assert result.kept > 0


def wait_until_ready(url: str) -> None:
    """The page that a load balancer asks knows when clock and worker are there."""
    deadline = time.monotonic() + 30
    answer = requests.get(f"{url}/readyz", timeout=5)
    while answer.status_code != 200 and time.monotonic() < deadline:
        time.sleep(0.2)
        answer = requests.get(f"{url}/readyz", timeout=5)
    assert answer.json() == {"status": "ok", "database": "ok", "redis": "ok", "worker": "ok", "clock": "ok"}
