"""Messages as Vapi sends them, for the call simulator.

Vapi has been seen to put tool calls into several lists and to encode arguments in several ways; `style` rotates them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.checkins.fields import STRUCTURED_OUTPUT
from app.domain.checkins.time_box import BETWEEN_TURNS

Json = dict[str, object]

ORGANISATION = "00000000-0000-4000-8000-0000000000aa"
NUMBER_ID = "00000000-0000-4000-8000-0000000000bb"
OUTPUT_ID = "00000000-0000-4000-8000-0000000000cc"
LINE_NUMBER = "+15125550100"
STYLES = ("object in every list", "string", "object", "string in the old list", "string with line breaks", "flat")


@dataclass(frozen=True)
class Spoken:
    """One turn of the conversation. `role` is Vapi's: bot or user."""

    role: str
    text: str
    at_seconds: float


@dataclass(frozen=True)
class PhoneCall:
    id: str
    caller: str
    """E.164; empty for a withheld number."""
    started_at: datetime

    def assistant_request(self) -> Json:
        return self._message("assistant-request", {}, call_status="ringing")

    def status_update(self, status: str, *, at_seconds: float = 0, ended_reason: str = "") -> Json:
        ended: Json = {"endedReason": ended_reason} if ended_reason else {}
        return self._message("status-update", {"status": status} | ended, at_seconds=at_seconds)

    def tool_call(self, name: str, arguments: Mapping[str, object], *, id: str, style: str, at_seconds: float) -> Json:
        return self._message("tool-calls", _tool_lists(name, arguments, id, style), at_seconds=at_seconds)

    def end_of_call_report(
        self, turns: Sequence[Spoken], *, seconds: float, ended_reason: str, heard: Mapping[str, object] | None
    ) -> Json:
        """`heard`: what the structured output found in the conversation; None where it found nothing."""
        outputs = {OUTPUT_ID: {"name": STRUCTURED_OUTPUT, "result": dict(heard)}} if heard else {}
        speakers = {"bot": "AI", "user": "User"}
        artifact: Json = {
            "messages": [
                {"role": turn.role, "message": turn.text, "secondsFromStart": turn.at_seconds} for turn in turns
            ],
            "transcript": "\n".join(f"{speakers[turn.role]}: {turn.text}" for turn in turns),
            "structuredOutputs": outputs,
            "performanceMetrics": {"turnLatencyAverage": 1000 * sum(BETWEEN_TURNS.values())},
        }
        fields: Json = {
            "endedReason": ended_reason,
            "startedAt": _iso(self.started_at),
            "endedAt": _iso(self.started_at + timedelta(seconds=seconds)),
            "durationSeconds": round(seconds, 1),
            "durationMs": round(seconds * 1000),
            "artifact": artifact,
            "analysis": {"successEvaluation": "true"},
            "cost": 0.05,
        }
        return self._message("end-of-call-report", fields, at_seconds=seconds)

    def _message(self, kind: str, fields: Json, *, at_seconds: float = 0, call_status: str = "in-progress") -> Json:
        at = self.started_at + timedelta(seconds=at_seconds)
        customer: Json = {"customer": {"number": self.caller}} if self.caller else {}
        message: Json = {
            "type": kind,
            "timestamp": round(at.timestamp() * 1000),
            **fields,
            "call": self._call(call_status) | customer,
            **customer,
            "phoneNumber": {"id": NUMBER_ID, "number": LINE_NUMBER, "provider": "vapi"},
        }
        return {"message": message}

    def _call(self, status: str) -> Json:
        return {
            "id": self.id,
            "orgId": ORGANISATION,
            "type": "inboundPhoneCall",
            "status": status,
            "createdAt": _iso(self.started_at),
            "updatedAt": _iso(self.started_at),
            "phoneNumberId": NUMBER_ID,
            "phoneCallProvider": "vapi",
            "phoneCallTransport": "pstn",
        }


def _tool_lists(name: str, arguments: Mapping[str, object], id: str, style: str) -> Json:
    def call(arguments: object) -> Json:
        return {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}

    plain = dict(arguments)
    definition: Json = {
        "type": "function",
        "async": False,
        "function": {"name": name, "parameters": {"type": "object"}},
    }
    match style:
        case "object in every list":
            with_definition = [definition | {"toolCall": call(plain)}]
            return {"toolCallList": [call(plain)], "toolCalls": [call(plain)], "toolWithToolCallList": with_definition}
        case "string":
            return {"toolCallList": [call(json.dumps(plain))]}
        case "object":
            return {"toolCallList": [call(plain)]}
        case "string in the old list":
            return {"toolCalls": [call(json.dumps(plain))]}
        case "string with line breaks":
            return {
                "toolCallList": [call(json.dumps(plain, indent=2))],
                "toolCalls": [call(json.dumps(plain, indent=2))],
            }
        case _:
            return {"toolCallList": [{"id": id, "name": name, "parameters": plain}]}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
