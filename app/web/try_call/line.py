"""The telephone line of a typed call: each message goes through the webhook itself, credentials and all.

The request is handed to this process's own WSGI application: no network, yet nothing of the webhook is left out.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from werkzeug.test import Client

from app.domain.checkins.fields import STRUCTURED_OUTPUT
from app.domain.conversation.coach import CONTEXT_TOOL, take_context, take_log_result
from app.domain.conversation.state import Conversation, Move
from app.extensions import current_settings


@dataclass(frozen=True)
class Line:
    call_id: str
    caller: str
    """E.164, from the directory."""
    now: datetime

    def ring(self) -> Mapping[str, Any]:
        """Return the variables that the assistant begins with."""
        answer = self._post(self._message("assistant-request"))
        overrides: Mapping[str, Any] = answer.get("assistantOverrides", {})
        variables: Mapping[str, Any] = overrides.get("variableValues", {})
        return variables

    def hang_up(self, *, reason: str, seconds: int, heard: Mapping[str, object]) -> None:
        """Send the report that ends a call. `heard`: what was said so far, as the line's model would have heard it."""
        outputs = {"typed": {"name": STRUCTURED_OUTPUT, "result": dict(heard)}} if heard else {}
        report = self._message(
            "end-of-call-report",
            endedReason=reason,
            durationSeconds=seconds,
            artifact={"structuredOutputs": outputs},
        )
        self._post(report)

    def run_tools(self, conversation: Conversation, move: Move) -> tuple[Conversation, list[str], bool]:
        """Call tools until the coach waits or ends; returns what was spoken on the way and whether it ended."""
        spoken = [move.say] if move.say else []
        while move.tool:
            step = take_context if move.tool == CONTEXT_TOOL else take_log_result
            conversation, move = step(conversation, self._call_tool(move))
            spoken += [move.say] if move.say else []
        return conversation, spoken, move.ends

    def _call_tool(self, move: Move) -> str:
        arguments = json.dumps(move.arguments)
        digest = hashlib.sha256(f"{move.tool}{arguments}".encode()).hexdigest()[:16]
        call = {"id": f"typed_{digest}", "type": "function", "function": {"name": move.tool, "arguments": arguments}}
        answer = self._post(self._message("tool-calls", toolCallList=[call]))
        [entry] = answer["results"]
        return str(entry["result"])

    def _message(self, kind: str, **fields: Any) -> dict[str, Any]:
        call = {"id": self.call_id, "type": "inboundPhoneCall", "customer": {"number": self.caller}}
        return {"message": {"type": kind, "timestamp": round(self.now.timestamp() * 1000), "call": call, **fields}}

    def _post(self, body: dict[str, Any]) -> Mapping[str, Any]:
        raw = json.dumps(body).encode()
        answer = Client(current_app.wsgi_app).post("/vapi/webhook", data=raw, headers=self._credentials(raw))
        parsed: Mapping[str, Any] = json.loads(answer.get_data())
        return parsed

    def _credentials(self, raw: bytes) -> dict[str, str]:
        settings = current_settings()
        if settings.vapi_server_secret:
            return {"X-Vapi-Secret": settings.vapi_server_secret[0]}
        stamp = str(round(self.now.timestamp()))
        signed = hmac.new(settings.vapi_hmac_secret[0].encode(), f"{stamp}.".encode() + raw, hashlib.sha256)
        return {settings.vapi_timestamp_header: stamp, settings.vapi_signature_header: signed.hexdigest()}
