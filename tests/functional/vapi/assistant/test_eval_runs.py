"""`flask vapi evals list|push|run` against an account on loopback that checks every body."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from app.settings import Settings
from app.vapi.assistant.eval_results import FILE, definition_digest
from app.vapi.assistant.evals import EVALS
from tests.vapi_account import API_KEY, Account, vapi_account

ASSISTANT = "00000000-0000-4000-8000-0000000000ff"
FAILED = {
    "endedReason": "mockConversation.done",
    "results": [
        {
            "status": "fail",
            "messages": [{"judge": {"status": "pass"}}, {"judge": {"status": "fail", "failureReason": "asks why"}}],
        }
    ],
}


@pytest.fixture
def account() -> Iterator[Account]:
    with vapi_account() as account:
        account.add("eval", name="Somebody else's", messages=[])
        yield account


@pytest.fixture
def app(account: Account, tmp_path: Path) -> Flask:
    settings = Settings(
        app_env="test",
        data_dir=str(tmp_path),
        vapi_api_key=API_KEY,
        vapi_api_url=account.url,
        vapi_assistant_id=ASSISTANT,
        vapi_server_secret=("secret-of-the-webhook-0123456789",),
        public_url="https://coach.example",
    )
    return create_app(settings)


def run(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["vapi", *args])


def kept(tmp_path: Path) -> dict[str, Any]:
    results: dict[str, Any] = json.loads((tmp_path / FILE).read_text())
    return results


def test_push_creates_all_then_nothing_then_only_what_differs(app: Flask, account: Account) -> None:
    first = run(app, "evals", "push")
    assert first.output.endswith(f"{len(EVALS)} evals sent.\n"), first.output
    assert len(account.rows["eval"]) == len(EVALS) + 1
    assert run(app, "evals", "push").output == "The evals are up to date.\n"
    [row] = [row for row in account.rows["eval"] if row["name"] == EVALS[0].name]
    row["description"] = "changed by hand"
    assert run(app, "evals", "list").output.splitlines()[0].split()[1] == "differs"
    assert run(app, "evals", "push").output == f"updated {EVALS[0].slug}\n1 evals sent.\n"


def test_list_names_all_without_an_account(app: Flask) -> None:
    settings = replace(app.extensions["settings"], vapi_api_key="")
    lines = run(create_app(settings), "evals", "list").output.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [one.slug for one in EVALS]
    assert all(line.split()[1] == "-" for line in lines[:-1])
    assert lines[-1] == f"{len(EVALS)} evals."


def test_all_run_against_the_assistant_and_results_are_kept(app: Flask, account: Account, tmp_path: Path) -> None:
    result = run(app, "evals", "run", "--pause", "0")
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"{len(EVALS)} of {len(EVALS)} passed.\n")
    started = [body for method, path, body in account.requests if path == "eval/run"]
    assert [body["eval"]["name"] for body in started] == [one.name for one in EVALS]
    assert {body["target"]["assistantId"] for body in started} == {ASSISTANT}
    assert all(body["target"]["assistantOverrides"]["variableValues"]["name"] == "Luis" for body in started)
    results = kept(tmp_path)
    assert {slug for slug, one in results.items() if one["passed"]} == {one.slug for one in EVALS}


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        (FAILED, "judged as failed: asks why"),
        ({"endedReason": "timeout", "endedMessage": "too slow", "results": []}, "ended with timeout: too slow"),
    ],
)
def test_a_failed_eval_says_why_is_listed_and_stops_the_push_of_this_definition(
    app: Flask, account: Account, tmp_path: Path, ending: dict[str, Any], why: str
) -> None:
    account.failing[EVALS[1].name] = ending
    result = run(app, "evals", "run", EVALS[0].slug, EVALS[1].slug, "--pause", "0")
    assert result.exit_code == 1
    assert result.output.splitlines()[1:] == [f"2/2 {EVALS[1].slug}: {why}", "1 of 2 passed."]
    assert f"failed: {why}" in run(app, "evals", "list").output
    refused = run(app, "push", "--yes")
    assert refused.exit_code == 1
    assert f"Evals of this definition failed: {EVALS[1].slug}." in refused.output
    assert run(app, "push", "--yes", "--although-evals-failed").exit_code == 0
    path = tmp_path / FILE
    path.write_text(path.read_text().replace(definition_digest(), "another"))
    assert "(of an earlier definition)" in run(app, "evals", "list").output
    assert run(app, "push", "--yes").exit_code == 0


def test_an_unknown_name_and_a_missing_assistant_are_said(app: Flask) -> None:
    assert "There is no eval named nonsense." in run(app, "evals", "run", "nonsense").output
    without = create_app(replace(app.extensions["settings"], vapi_assistant_id=""))
    assert "VAPI_ASSISTANT_ID is missing" in run(without, "evals", "run").output
