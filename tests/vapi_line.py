"""Plays Vapi against the webhook in tests: real bodies over a test client, one method per message."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_ids = itertools.count(1)

DAILY = {
    "call_type": "daily_checkin",
    "ready_status": True,
    "energy_level": 4,
    "blocker_present": False,
    "primary_kpi": "First-time fix rate",
    "kpi_action_today": "Photograph every joint on three jobs",
    "coach_prompt_used": "Achiever",
    "focus_summary_5_words": "photos before I leave",
    "goal_action_today": "Finish one training module",
    "call_completed": True,
    "duration_seconds": 84,
}
OPS_ONLY = {"call_type": "ops_only", "ready_status": True, "blocker_present": False}


@dataclass
class VapiLine:
    """One phone call: caller and call id stay the same from message to message."""

    client: FlaskClient
    headers: dict[str, str]
    caller: str | None
    call_id: str = field(default_factory=lambda: f"call-of-line-{next(_ids)}")

    def post(self, message: dict[str, Any]) -> TestResponse:
        return self.client.post("/vapi/webhook", json={"message": message}, headers=self.headers)

    def envelope(self, kind: str, **fields: Any) -> dict[str, Any]:
        call: dict[str, Any] = {"id": self.call_id, "type": "inboundPhoneCall"}
        if self.caller is not None:
            call["customer"] = {"number": self.caller}
        return {"type": kind, "timestamp": 1795420800000, "call": call, **fields}

    def tools(self, *calls: tuple[str, object], ids: list[str] | None = None) -> list[dict[str, Any]]:
        """Call several tools in one message; returns Vapi's view of the results."""
        names = ids or [f"toolcall_{next(_ids)}" for _ in calls]
        listed = [
            {"id": id_, "type": "function", "function": {"name": name, "arguments": arguments}}
            for id_, (name, arguments) in zip(names, calls, strict=True)
        ]
        answer = self.post(self.envelope("tool-calls", toolCallList=listed))
        assert answer.status_code == 200
        results: list[dict[str, Any]] = answer.get_json()["results"]
        assert [result["toolCallId"] for result in results] == names
        return results

    def log(self, arguments: object, *, id: str | None = None) -> str:
        [result] = self.tools(("log_daily_checkin", arguments), ids=[id] if id else None)
        said: str = result["result"]
        return said

    def context(self) -> dict[str, Any]:
        [result] = self.tools(("get_tech_checkin_context", {}))
        context: dict[str, Any] = json.loads(result["result"])
        return context

    def ring(self) -> dict[str, Any]:
        answer = self.post(self.envelope("assistant-request"))
        assert answer.status_code == 200
        body: dict[str, Any] = answer.get_json()
        return body

    def hang_up(self, *, structured: dict[str, Any] | None = None, **fields: Any) -> None:
        outputs = {"00000000-0000-4000-8000-00000000000a": {"name": "daily_checkin", "result": structured}}
        artifact = {"structuredOutputs": outputs} if structured else {}
        defaults = {"endedReason": "customer-ended-call", "durationSeconds": 71.4, "artifact": artifact, "analysis": {}}
        answer = self.post(self.envelope("end-of-call-report", **defaults | fields))
        assert (answer.status_code, answer.json) == (200, {})
