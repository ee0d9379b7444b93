"""The assistant and the number settings as Vapi wants them. What is off is as deliberate as what is on.

No recording, no emotion recognition, no listening in: the check-in is told to the team, not overheard.
"""

from app.domain.checkins import script
from app.domain.checkins.fields import STRUCTURED_OUTPUT
from app.domain.checkins.time_box import CLOSE_AT_SECONDS, CUT_AT_SECONDS, SAVE_AT_SECONDS, WAIT_SECONDS
from app.vapi.assistant.definitions import MODEL, Json, server
from app.vapi.assistant.failures import FAILURES
from app.vapi.assistant.prompt import first_message, system_prompt
from app.vapi.tools import TOOLS

ASSISTANT_NAME = f"{script.COACH} OPS"
MARK = {"managedBy": "daily-ops-coach"}
"""How `flask vapi push` knows its own assistant again."""
EVENT_TIMEOUT_SECONDS = 10
TRANSCRIBER: Json = {"provider": "deepgram", "language": "en-US", "mipOptOut": True}
"""The model to fall back on is of the same provider: no further company hears the call for it. Vapi's own voices have
no second one to name.

`mipOptOut`: the provider's models do not learn from it; it counts where the account brings its own key of Deepgram's.
"""
WANTS_A_PERSON = (
    r"(?i)\b(person|persona|human|somebody|someone|some ?one|anybody|anyone|dispatch\w*|operator|representative|agent"
    r"|boss|manager|supervisor|office|hr|talk|speak|transfer|connect|put me|through|reach|call me|real|live|get me"
    r"|give me|help|yes|yeah|yep|sure|please)\b"
)
"""Wide on purpose: a transfer refused by mistake becomes a call-back, one that nobody asked for ends a check-in."""
ONLY_A_PAUSE = r"(?i)^\W*((uh|um|hm+|wait|hold on|hang on|(just )?(one|a) (sec|second|minute|moment))\W*)+$"
KEY_TERMS = ("check-in", "ops only", "blocker", "compressor", "callback", "first-time fix", "dispatch", "PTO")


def assistant() -> Json:
    return {
        "name": ASSISTANT_NAME,
        "firstMessage": first_message(),
        "firstMessageMode": "assistant-speaks-first",
        "firstMessageInterruptionsEnabled": True,
        "model": _model(),
        "voice": {"provider": "vapi", "voiceId": "Elliot"},
        "transcriber": TRANSCRIBER
        | {
            "model": "nova-3",
            "keyterm": list(KEY_TERMS),
            "fallbackPlan": {"transcribers": [TRANSCRIBER | {"model": "nova-2"}]},
        },
        "server": server(EVENT_TIMEOUT_SECONDS, kind="exponential", retries=3),
        "serverMessages": ["tool-calls", "status-update", "end-of-call-report", "transfer-destination-request"],
        "clientMessages": [],
        "maxDurationSeconds": CUT_AT_SECONDS,
        "backgroundSound": "off",
        "voicemailDetection": "off",
        "keypadInputPlan": {"enabled": True, "timeoutSeconds": 2, "delimiters": "#"},
        "startSpeakingPlan": {
            "waitSeconds": WAIT_SECONDS,
            "transcriptionEndpointingPlan": {
                "onPunctuationSeconds": 0.3,
                "onNoPunctuationSeconds": 1.5,
                "onNumberSeconds": 0.6,
            },
        },
        # One word interrupts, a cough does not.
        "stopSpeakingPlan": {"numWords": 1, "backoffSeconds": 1},
        # An idling truck and a shop floor are where people call from.
        "backgroundSpeechDenoisingPlan": {"smartDenoisingPlan": {"enabled": True}},
        "hooks": [_silence_hook(), _goodbye_hook(), *_time_hooks(), _failure_hook()],
        "artifactPlan": {
            "recordingEnabled": False,
            "videoRecordingEnabled": False,
            "pcapEnabled": False,
            "loggingEnabled": False,
            "transcriptPlan": {"enabled": False},
            "structuredOutputIds": [f"${{structured-output:{STRUCTURED_OUTPUT}}}"],
        },
        "analysisPlan": {
            f"{part}Plan": {"enabled": False} for part in ("summary", "successEvaluation", "structuredData")
        },
        "monitorPlan": {"listenEnabled": False, "controlEnabled": False},
        "metadata": MARK,
    }


def phone_number() -> Json:
    """No assistant on the number itself: Vapi then asks the webhook, which knows the caller."""
    return {
        "provider": "vapi",
        "name": f"{ASSISTANT_NAME} line",
        "server": server(EVENT_TIMEOUT_SECONDS, kind="exponential", retries=3),
        "fallbackDestination": {
            "type": "number",
            "number": "${VAPI_FALLBACK_NUMBER}",
            "message": script.SPOKEN_LINE_FAILED,
        },
    }


def _model() -> Json:
    return MODEL | {
        "temperature": 0.2,
        "maxTokens": 500,
        "emotionRecognitionEnabled": False,
        "messages": [{"role": "system", "content": system_prompt()}],
        "toolIds": [f"${{tool:{tool.name}}}" for tool in TOOLS],
        "tools": [_end_call(), _transfer()],
    }


def _end_call() -> Json:
    """Refused while the caller has only asked for a moment."""
    return {"type": "endCall", "rejectionPlan": {"conditions": [_last_words(ONLY_A_PAUSE)]}}


def _last_words(regex: str, *, position: int = -1, negate: bool = False) -> Json:
    target = {"role": "user", "position": position}
    return {"type": "regex", "regex": regex, "target": target, "negate": negate}


def _transfer() -> Json:
    """Without destinations here Vapi asks the webhook, which knows dispatch's number and who calls."""
    return {
        "type": "transferCall",
        "destinations": [],
        "function": {
            "name": "transferCall",
            "description": "Put the caller through to dispatch, when they ask for a person. Say nothing before it.",
            "parameters": {"type": "object", "properties": {}},
        },
        # Refused where neither of the caller's last two sentences asks for anybody.
        "rejectionPlan": {
            "conditions": [_last_words(WANTS_A_PERSON, position=position, negate=True) for position in (-1, -2)]
        },
    }


def _failure_hook() -> Json:
    """Where the call breaks down under somebody: to a person, else a call-back. `placeholders` sends one of the two."""
    return {
        "on": "call.ending",
        "filters": [{"type": "oneOf", "key": "call.endedReason", "oneOf": list(FAILURES)}],
        "do": [
            {
                "type": "tool",
                "tool": {
                    "type": "transferCall",
                    "destinations": [
                        {"type": "number", "number": "${VAPI_FALLBACK_NUMBER}", "message": script.SPOKEN_LINE_FAILED}
                    ],
                },
            },
            {"type": "tool", "toolId": "${tool:request_call_back}"},
        ],
    }


def _silence_hook() -> Json:
    """Once a call: a second long silence ends in the goodbye."""
    return {
        "name": "silence leads into ops-only",
        "on": "customer.speech.timeout",
        "options": {"timeoutSeconds": script.SILENCE_SECONDS, "triggerMaxCount": 1, "triggerResetMode": "never"},
        "do": [
            {"type": "say", "exact": script.SILENCE_PROMPT},
            {
                "type": "message.add",
                "triggerResponseEnabled": True,
                "message": {
                    "role": "system",
                    "content": (
                        "The caller went quiet. Switch to Ops-only now: ask its first question that is not answered "
                        "yet, and nothing else."
                    ),
                },
            },
        ],
    }


def _time_hooks() -> list[Json]:
    """Save, then close, before the cap. `call.timeElapsed` is documented by Vapi, missing in its published schema.

    The model has to act: a hook may call a tool by itself, but only with arguments that stand here, and nobody but the
    model knows what was said. Added without a response, the words would wait for the caller's next ones.
    """
    save = (
        "Call log_daily_checkin now with what is known and call_completed false. Not a word before it or after it, "
        "whatever its result says: the question that is open stays open. Wait for the caller."
    )
    close = "Time is up. Call log_daily_checkin now with what is known, say the goodbye of its result, end the call."
    return [_at(SAVE_AT_SECONDS, "save what is known", save), _at(CLOSE_AT_SECONDS, "close in time", close)]


def _at(seconds: int, name: str, told: str) -> Json:
    message = {"role": "system", "content": told}
    return {
        "name": name,
        "on": "call.timeElapsed",
        "options": {"seconds": seconds},
        "do": [{"type": "message.add", "triggerResponseEnabled": True, "message": message}],
    }


def _goodbye_hook() -> Json:
    return {
        "name": "silence ends the call",
        "on": "customer.speech.timeout",
        "options": {"timeoutSeconds": script.GOODBYE_SECONDS, "triggerMaxCount": 1, "triggerResetMode": "onUserSpeech"},
        "do": [
            {"type": "say", "exact": script.SILENCE_GOODBYE},
            {"type": "tool", "tool": {"type": "endCall"}},
        ],
    }
