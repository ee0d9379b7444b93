"""`flask vapi diff` and `push` against an account on loopback that checks every body."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from app.settings import Settings
from app.vapi.assistant.definition import MARK
from app.vapi.tools import TOOLS
from tests.vapi_account import API_KEY, Account, vapi_account

SECRET = "secret-of-the-webhook-0123456789"
NUMBER = "+15125550100"
OURS = [*["POST tool"] * len(TOOLS), "POST structured-output", "POST assistant"]


@pytest.fixture
def account() -> Iterator[Account]:
    with vapi_account() as account:
        account.add("tool", type="endCall")
        account.add("assistant", name="Somebody else's", metadata={"managedBy": "hand"})
        account.add("phone-number", number=NUMBER, provider="vapi", assistantId="00000000-0000-4000-8000-00000000000f")
        yield account


def app_for(account: Account, **overrides: object) -> Flask:
    settings = Settings(
        app_env="test",
        vapi_api_key=API_KEY,
        vapi_api_url=account.url,
        vapi_server_secret=(SECRET,),
        vapi_fallback_number="+15125550111",
        public_url="https://coach.example",
    )
    return create_app(replace(settings, **overrides))  # type: ignore[arg-type]


def run(app: Flask, *args: str, answer: str = "") -> Result:
    return app.test_cli_runner().invoke(args=["vapi", *args], input=answer)


def sent(account: Account) -> list[str]:
    return [f"{method} {path.split('/')[0]}" for method, path, _ in account.requests]


def test_push_creates_everything_in_an_empty_account(account: Account) -> None:
    result = run(app_for(account), "push", "--yes", "--number", NUMBER)
    assert result.exit_code == 0, result.output
    assert sent(account) == [*OURS, "PATCH phone-number"]
    [assistant] = [row for row in account.rows["assistant"] if row["metadata"] == MARK]
    tools = [row["id"] for row in account.rows["tool"] if row["type"] == "function"]
    assert sorted(assistant["model"]["toolIds"]) == sorted(tools)
    assert assistant["artifactPlan"]["structuredOutputIds"] == [account.rows["structured-output"][0]["id"]]
    assert assistant["server"]["url"] == "https://coach.example/vapi/webhook"
    assert assistant["server"]["headers"] == {"X-Vapi-Secret": SECRET}
    [number] = account.rows["phone-number"]
    assert (number["assistantId"], number["fallbackDestination"]["number"]) == (None, "+15125550111")
    assert f"Now set VAPI_ASSISTANT_ID={assistant['id']}" in result.output
    assert SECRET not in result.output
    assert API_KEY not in result.output


def test_second_push_changes_nothing(account: Account) -> None:
    app = app_for(account)
    run(app, "push", "--yes", "--number", NUMBER)
    account.requests.clear()
    result = run(app, "push", "--yes", "--number", NUMBER)
    assert "Vapi is up to date." in result.output
    assert run(app, "diff", "--number", NUMBER).exit_code == 0
    assert account.requests == []


def test_push_sends_only_what_differs_and_shows_it_first(account: Account) -> None:
    app = app_for(account)
    run(app, "push", "--yes")
    [assistant] = [row for row in account.rows["assistant"] if row["metadata"] == MARK]
    assistant["model"]["temperature"] = 0.9
    assistant["model"]["messages"][0]["content"] = "# Riley OPS\nAn older prompt.\n"
    account.requests.clear()
    result = run(app, "push", answer="y\n")
    assert "    model.temperature: 0.9 → 0.2" in result.output
    assert "      -An older prompt." in result.output
    [(method, path, body)] = account.requests
    assert (method, path) == ("PATCH", f"assistant/{assistant['id']}")
    assert list(body) == ["model"]
    assert len(body["model"]["toolIds"]) == len(TOOLS)


DRIFT = {
    "endCallPhrases": ["goodbye"],
    "silenceTimeoutSeconds": 30,
    "observabilityPlan": {"provider": "langfuse", "tags": ["calls"]},
    "serverUrl": "https://elsewhere.example",
    "analysisPlan": {"summaryPlan": {"enabled": True}},
    "artifactPlan": {"recordingEnabled": True},
}
"""What somebody may set on the live assistant by hand."""


@pytest.mark.parametrize(("key", "value"), DRIFT.items())
def test_what_was_set_by_hand_is_shown_and_taken_back(account: Account, key: str, value: object) -> None:
    app = app_for(account)
    run(app, "push", "--yes")
    [assistant] = [row for row in account.rows["assistant"] if row["metadata"] == MARK]
    assistant[key] = value
    assert f"    {key}" in run(app, "diff").output
    assert run(app, "push", "--yes").exit_code == 0
    assert run(app, "diff").exit_code == 0


@pytest.mark.parametrize("key", ["assistantId", "workflowId", "squadId"])
def test_whatever_answers_the_number_instead_is_taken_off(account: Account, key: str) -> None:
    app = app_for(account)
    run(app, "push", "--yes", "--number", NUMBER)
    [number] = account.rows["phone-number"]
    number[key] = "something-else"
    assert f"    {key}: something-else → None" in run(app, "diff", "--number", NUMBER).output
    run(app, "push", "--yes", "--number", NUMBER)
    assert account.rows["phone-number"][0][key] is None


@pytest.mark.parametrize("args", [["diff"], ["push", "--dry-run"]])
def test_looking_sends_nothing(account: Account, args: list[str]) -> None:
    result = run(app_for(account), *args, "--number", NUMBER)
    assert "+ assistant Riley OPS: is created" in result.output
    assert "    server: (not set) → " in result.output
    assert SECRET not in result.output
    assert account.requests == []


def test_no_answer_means_no_change(account: Account) -> None:
    result = run(app_for(account), "push", answer="n\n")
    assert (result.exit_code, account.requests) == (1, [])


def test_nothing_of_others_is_touched_and_nothing_deleted(account: Account) -> None:
    before = [dict(row) for kind in ("tool", "assistant", "phone-number") for row in account.rows[kind]]
    run(app_for(account), "push", "--yes")
    after = [row for kind in ("tool", "assistant", "phone-number") for row in account.rows[kind]]
    assert [row for row in before if row not in after] == []
    assert {method for method, _, _ in account.requests} == {"POST"}


def test_assistant_of_the_settings_is_taken_over(account: Account) -> None:
    chosen = account.rows["assistant"][0]["id"]
    result = run(app_for(account, vapi_assistant_id=chosen), "push", "--yes")
    assert result.exit_code == 0, result.output
    assert sent(account) == [*OURS[:-1], "PATCH assistant"]
    assert "Now set" not in result.output


def test_credential_of_the_dashboard_is_kept(account: Account) -> None:
    app = app_for(account)
    run(app, "push", "--yes")
    [assistant] = [row for row in account.rows["assistant"] if row["metadata"] == MARK]
    assistant["server"] = {"url": "https://old.example", "credentialId": "c-1"}
    run(app, "push", "--yes")
    assert assistant["server"]["credentialId"] == "c-1"
    assert assistant["server"]["url"] == "https://coach.example/vapi/webhook"
    assert "headers" not in assistant["server"]


def test_structured_output_on_a_later_page_is_found(account: Account) -> None:
    app = app_for(account)
    run(app, "push", "--yes")
    for number in range(4):
        account.add("structured-output", name=f"other {number}")
    assert "= structured-output daily_checkin" in run(app, "diff").output


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "Vapi refused the key (401). VAPI_API_KEY must be the organisation's private key"),
        (403, "The key may not do this (403)."),
        (429, "Vapi asks for a pause (429): too many requests. Wait a minute"),
        (500, "Vapi itself is failing (500). What was done stays done"),
        (503, "Vapi itself is failing (503)."),
        (400, 'Vapi rejected tool (400): {"message": "as asked for"}'),
    ],
)
def test_refusal_is_explained_in_a_sentence(account: Account, status: int, sentence: str) -> None:
    account.fails_with = status
    result = run(app_for(account), "diff")
    assert (result.exit_code, sentence in result.output) == (1, True), result.output


def test_wrong_key_is_explained(account: Account) -> None:
    result = run(app_for(account, vapi_api_key="public"), "push", "--yes")
    assert (result.exit_code, "Vapi refused the key (401)" in result.output) == (1, True)


def test_push_cut_short_goes_on_where_it_stopped(account: Account) -> None:
    app = app_for(account)
    account.fails_with, account.fails_on = 503, "POST assistant"
    result = run(app, "push", "--yes")
    assert (result.exit_code, sent(account)) == (1, OURS[:-1])
    account.fails_with = 0
    account.requests.clear()
    assert run(app, "push", "--yes").exit_code == 0
    assert sent(account) == ["POST assistant"]


@pytest.mark.parametrize(
    ("overrides", "args", "sentence"),
    [
        ({"vapi_api_key": ""}, [], "VAPI_API_KEY is missing."),
        ({"vapi_api_url": "http://127.0.0.1:1"}, [], "Vapi cannot be reached at http://127.0.0.1:1."),
        ({"public_url": "http://127.0.0.1:8000"}, [], "Vapi needs an https address that it can reach."),
        ({}, ["--number", "+15125550199"], f"The account has no number +15125550199. It has: {NUMBER}."),
    ],
)
def test_what_is_missing_is_named(
    account: Account, overrides: dict[str, object], args: list[str], sentence: str
) -> None:
    result = run(app_for(account, **overrides), "push", "--yes", *args)
    assert (result.exit_code, sentence in result.output) == (1, True), result.output
    assert account.requests == []


def test_without_secret_and_fallback_their_keys_fall_away(account: Account) -> None:
    app = app_for(account, vapi_server_secret=(), vapi_fallback_number="")
    run(app, "push", "--yes", "--number", NUMBER)
    [number] = account.rows["phone-number"]
    assert "fallbackDestination" not in number
    assert "headers" not in number["server"]


def test_missing_sdk_is_named_with_its_remedy(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vapi.core.client_wrapper", None)
    result = run(app_for(account), "diff")
    assert (result.exit_code, "pip install -r requirements-vapi.txt" in result.output) == (1, True)


def test_sdk_is_loaded_by_these_commands_alone() -> None:
    served = "from app import create_app; from app.settings import Settings; import sys"
    check = f"{served}; create_app(Settings(app_env='test')); sys.exit('vapi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
