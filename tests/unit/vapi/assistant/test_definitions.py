"""What Vapi is given: generated from the script and the tools, of Vapi's shapes, and never stale."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app import ROOT
from app.domain.checkins import script
from app.domain.checkins.asked import ASKED
from app.domain.checkins.fields import CALL_FIELDS, FIELDS, FieldKind
from app.domain.checkins.strengths import COMMON_THEMES, STRENGTH_LINES
from app.domain.checkins.time_box import CLOSE_AT_SECONDS, CUT_AT_SECONDS, SAVE_AT_SECONDS
from app.domain.permissions import GRANTS, Role
from app.vapi.assistant import export, prompt
from app.vapi.assistant.definition import assistant, phone_number
from app.vapi.assistant.definitions import structured_output, tool_definition
from app.vapi.assistant.eval_turns import Eval
from app.vapi.assistant.evals import EVALS
from app.vapi.tools import TOOLS, TOOLS_BY_NAME, Tool
from tests import vapi_shapes

REQUIRED_EVALS = {
    "full-flow", "skip", "busy", "not-doing-this", "ops-only", "silence", "sick", "vehicle", "energy-two-ish",
    "blocker-without-a-note", "vague-kpi-action", "unknown-caller", "manager-calling", "tool-failure",
    "prompt-injection", "correction",
}  # fmt: skip

CONTEXT_FIELDS = {
    "blocker_news", "checked_in_today", "coaching_line", "coaching_tip", "in_morning_window", "last_commitment",
    "last_week", "local_time", "primary_kpi", "promise_to_ask", "top_strengths", "word_left",
}  # fmt: skip
"""Fields of get_tech_checkin_context, and what the script makes of them."""


def test_files_are_current() -> None:
    assert export.differences(ROOT / export.FOLDER) == ""


def test_stale_files_are_shown_written_and_removed(tmp_path: Path) -> None:
    assert len(export.write_files(tmp_path)) == len(export.generated_files())
    assert export.differences(tmp_path) == ""
    prompt_file = tmp_path / "system_prompt_internal_ops.md"
    prompt_file.write_text(prompt_file.read_text().replace(script.MEASURABLE_REPROMPT, "How much?"))
    (tmp_path / "evals" / "gone.json").write_text("{}\n")
    shown = export.differences(tmp_path)
    assert '-   - If the action has no number, place or time in it ("do better"), once only: "How much?" Wait.' in shown
    assert "--- evals/gone.json (file)" in shown
    assert [str(path) for path in export.write_files(tmp_path)] == ["system_prompt_internal_ops.md", "evals/gone.json"]
    assert export.write_files(tmp_path) == []


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_tool_has_the_shape_vapi_takes(tool: Tool) -> None:
    assert vapi_shapes.faults(vapi_shapes.TOOL, tool_definition(tool)) == []


@pytest.mark.parametrize("one", EVALS, ids=lambda one: one.slug)
def test_eval_has_the_shape_vapi_takes(one: Eval) -> None:
    assert vapi_shapes.faults(vapi_shapes.EVAL, one.definition()) == []


@pytest.mark.parametrize(
    ("shape", "body"),
    [
        (vapi_shapes.ASSISTANT, assistant()),
        (vapi_shapes.STRUCTURED_OUTPUT, structured_output()),
        (vapi_shapes.PHONE_NUMBER, phone_number()),
    ],
    ids=["assistant", "structured-output", "phone-number"],
)
def test_definition_has_the_shape_vapi_takes(shape: vapi_shapes.Shape, body: dict[str, object]) -> None:
    assert vapi_shapes.faults(shape, body) == []


def test_log_tool_takes_the_fields_and_states_their_ranges() -> None:
    definition = tool_definition(TOOLS_BY_NAME["log_daily_checkin"])
    function = definition["function"]
    assert isinstance(function, dict)
    parameters = function["parameters"]
    assert list(parameters["properties"]) == [field.name for field in FIELDS]
    assert parameters["required"] == ["call_type", "ready_status"]
    for field in FIELDS:
        described = parameters["properties"][field.name]["description"]
        if field.name == "energy_level":
            assert all(str(bound) in described for bound in (field.minimum, field.maximum))
        if field.kind is FieldKind.TEXT:
            assert f"{field.limit:,}" in described
        if field.kind is FieldKind.CHOICE:
            assert all(choice in described for choice in field.choices)


def test_structured_output_asks_for_answers_only() -> None:
    schema = structured_output()["schema"]
    assert isinstance(schema, dict)
    assert list(schema["properties"]) == [field.name for field in FIELDS if field.name not in CALL_FIELDS]
    assert "required" not in schema  # nothing may be made up to fill it


def test_prompt_is_lean_and_holds_the_whole_script() -> None:
    text = prompt.system_prompt()
    assert len(text.split()) <= 2_200
    lines = [step.say for step in script.STEPS] + [step.follow_up for step in script.STEPS]
    strengths = [STRENGTH_LINES[theme][0] for theme in COMMON_THEMES]
    phrases = [*script.KILL_SWITCH_PHRASES, script.MEASURABLE_REPROMPT, *script.OPS_ONLY_QUESTIONS]
    assert [line for line in [*lines, *strengths, *phrases] if line not in text] == []
    assert "## Daily Check-In (Technicians, Morning)" in text
    assert "[[" not in text
    assert "[%" not in text


def test_prompt_names_the_tools_that_exist() -> None:
    assert [tool.name for tool in TOOLS if tool.name not in prompt.system_prompt()] == []


def test_technician_may_use_every_tool_and_only_two_are_open_to_all() -> None:
    assert {tool.permission for tool in TOOLS if tool.permission} <= GRANTS[Role.TECHNICIAN]
    assert [tool.name for tool in TOOLS if tool.permission is None] == ["raise_safety_alert", "request_call_back"]


def test_evals_cover_what_goes_wrong_on_the_phone() -> None:
    slugs = [one.slug for one in EVALS]
    assert len(set(slugs)) == len(slugs)
    assert set(slugs) >= REQUIRED_EVALS | {f"asked-{asked.slug}" for asked in ASKED}
    said = {
        str(turn["content"]).casefold().rstrip(".") for one in EVALS for turn in one.turns if turn["role"] == "user"
    }
    assert set(map(str.casefold, script.KILL_SWITCH_PHRASES)) <= said


def test_prompt_names_nothing_that_does_not_exist() -> None:
    known = {tool.name for tool in TOOLS} | {field.name for tool in TOOLS for field in tool.fields} | CONTEXT_FIELDS
    named = set(re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", re.sub(r"\{\{.*?\}\}", "", prompt.system_prompt())))
    assert named - known - {"ops_only", "daily_checkin", "call_id"} == set()


@pytest.mark.parametrize("one", EVALS, ids=lambda one: one.slug)
def test_eval_calls_tools_that_exist_with_their_arguments(one: Eval) -> None:
    fields = {tool.name: {field.name for field in tool.fields} for tool in TOOLS}
    for turn in one.turns:
        judge = turn.get("judgePlan")
        for call in judge.get("toolCalls", []) if isinstance(judge, dict) else []:
            assert set(call.get("arguments", {})) <= fields[call["name"]]


STORED_BY_VAPI = {
    "artifactPlan.recordingEnabled": False,
    "artifactPlan.videoRecordingEnabled": False,
    "artifactPlan.pcapEnabled": False,
    "artifactPlan.loggingEnabled": False,
    "artifactPlan.transcriptPlan.enabled": False,
    "analysisPlan.summaryPlan.enabled": False,
    "analysisPlan.successEvaluationPlan.enabled": False,
    "analysisPlan.structuredDataPlan.enabled": False,
    "monitorPlan.listenEnabled": False,
    "monitorPlan.controlEnabled": False,
    "model.emotionRecognitionEnabled": False,
    "voicemailDetection": "off",
    "transcriber.mipOptOut": True,
}
"""Every field of the published schema that keeps, or overhears, what a caller says."""


@pytest.mark.parametrize(("path", "off"), STORED_BY_VAPI.items())
def test_vapi_keeps_nothing_that_can_be_switched_off(path: str, off: object) -> None:
    value: Any = assistant()
    for part in path.split("."):
        value = value[part]
    assert value == off


def test_what_is_fallen_back_on_is_another_model_of_the_same_company() -> None:
    given: dict[str, Any] = assistant()["transcriber"]  # type: ignore[assignment]
    first = {name: value for name, value in given.items() if name not in {"fallbackPlan", "keyterm"}}
    [second] = given["fallbackPlan"]["transcribers"]
    assert {name for name in first if first[name] != second[name]} == {"model"}


def test_silence_leads_into_ops_only_then_goodbye() -> None:
    text = json.dumps(assistant()["hooks"])
    assert text.index(script.SILENCE_PROMPT) < text.index(script.SILENCE_GOODBYE) < text.index("endCall")
    assert '"timeoutSeconds": 8' in text
    assert '"timeoutSeconds": 20' in text


def test_assistant_is_deaf_to_mood_and_keeps_no_recording() -> None:
    body = json.loads(json.dumps(assistant()))
    assert body["model"]["emotionRecognitionEnabled"] is False
    assert body["artifactPlan"]["recordingEnabled"] is False
    assert body["voicemailDetection"] == "off"
    assert body["maxDurationSeconds"] == CUT_AT_SECONDS > CLOSE_AT_SECONDS > SAVE_AT_SECONDS
