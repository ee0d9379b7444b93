"""The shapes of Vapi's configuration that we send, as far as we use them: written from its API reference.

Stricter than Vapi: a key that is not listed here is a fault, so that a misspelt one cannot be passed over in silence.
"""

import re
from typing import Any

from jsonschema import Draft202012Validator

Shape = dict[str, Any]
TEXT = {"type": "string", "minLength": 1}
BOOLEAN = {"type": "boolean"}
ID = {"type": "string", "pattern": r"^(\$\{[a-z-]+:\w+\}|[0-9a-f-]{36})$"}


def number(low: float, high: float) -> Shape:
    return {"type": "number", "minimum": low, "maximum": high}


def closed(required: str, optional: str = "", /, **properties: Any) -> Shape:
    """Return an object of exactly these keys; names without a shape of their own are texts."""
    names = [*required.split(), *optional.split()]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": {name: properties.pop(name, TEXT) for name in names} | properties,
    }


def list_of(shape: Shape) -> Shape:
    return {"type": "array", "items": shape}


def one_of(*values: str) -> Shape:
    return {"enum": list(values)}


FIELD = closed(
    "type description", "enum", type=one_of("string", "integer", "number", "boolean"), enum=list_of({"type": "string"})
)
FIELDS = {"type": "object", "additionalProperties": FIELD}
SERVER = closed(
    "url timeoutSeconds",
    "headers backoffPlan credentialId",
    url={"type": "string", "pattern": r"^(https?://|\$\{PUBLIC_URL\})"},
    timeoutSeconds=number(1, 300),
    headers={"type": "object", "additionalProperties": {"type": "string"}},
    backoffPlan=closed(
        "type maxRetries baseDelaySeconds",
        type=one_of("fixed", "exponential"),
        maxRetries=number(0, 10),
        baseDelaySeconds=number(0, 10),
    ),
)
SPOKEN = {"type": "string", "maxLength": 1000}
MESSAGE = {
    "oneOf": [
        closed("type content blocking", type=one_of("request-start"), content=SPOKEN, blocking=BOOLEAN),
        closed(
            "type content", "role", type=one_of("request-failed"), content=SPOKEN, role=one_of("assistant", "system")
        ),
        closed(
            "type content timingMilliseconds",
            type=one_of("request-response-delayed"),
            content=SPOKEN,
            timingMilliseconds=number(100, 120_000),
        ),
    ]
}
FUNCTION = closed(
    "name description parameters",
    name={"type": "string", "pattern": "^[a-zA-Z0-9_-]{1,64}$"},
    description={"type": "string", "minLength": 200, "maxLength": 800},
    parameters=closed(
        "type properties required", type=one_of("object"), properties=FIELDS, required=list_of({"type": "string"})
    ),
)
TOOL = closed(
    "type async function server messages",
    type=one_of("function"),
    **{"async": {"const": False}},
    function=FUNCTION,
    server=SERVER,
    messages=list_of(MESSAGE),
)
SYSTEM_MESSAGE = closed("role content", role=one_of("system"))
SERVER_MESSAGES = ("tool-calls", "status-update", "end-of-call-report", "hang", "transfer-destination-request")
LAST_WORDS = closed(
    "type regex target negate",
    type=one_of("regex"),
    target=closed("role position", role=one_of("user"), position=number(-9, -1)),
    negate=BOOLEAN,
)
REJECTION = closed("conditions", conditions=list_of(LAST_WORDS))
DESTINATION = closed("type number message", type=one_of("number"))
END_CALL = closed("type", "rejectionPlan", type=one_of("endCall"), rejectionPlan=REJECTION)
TRANSFER = closed(
    "type destinations function rejectionPlan",
    rejectionPlan=REJECTION,
    type=one_of("transferCall"),
    destinations={"type": "array", "maxItems": 0},
    function=closed("name description parameters", parameters={"type": "object"}),
)
MODEL = closed(
    "provider model temperature",
    "maxTokens emotionRecognitionEnabled messages toolIds tools",
    provider=one_of("openai"),
    model={"type": "string", "pattern": r"-\d{4}-\d\d-\d\d$"},
    temperature=number(0, 0.3),
    maxTokens=number(50, 10_000),
    emotionRecognitionEnabled=BOOLEAN,
    messages=list_of(SYSTEM_MESSAGE),
    toolIds=list_of(ID),
    tools=list_of({"oneOf": [END_CALL, TRANSFER]}),
)
STRUCTURED_OUTPUT = closed(
    "name type description model schema",
    "conditions",
    name={"type": "string", "minLength": 1, "maxLength": 40},
    type=one_of("ai"),
    model=MODEL,
    schema=closed("type properties", type=one_of("object"), properties=FIELDS),
    conditions=list_of(closed("type count", type=one_of("minMessages"), count=number(0, 100))),
)
HOOK_ACTION = {
    "oneOf": [
        closed("type exact", type=one_of("say")),
        closed("type tool", type=one_of("tool"), tool=closed("type", type=one_of("endCall"))),
        closed(
            "type message triggerResponseEnabled",
            type=one_of("message.add"),
            message=SYSTEM_MESSAGE,
            triggerResponseEnabled=BOOLEAN,
        ),
    ]
}
TIME_HOOK = closed(
    "name on options do",
    on=one_of("call.timeElapsed"),
    options=closed("seconds", seconds=number(1, 3600)),
    do=list_of(HOOK_ACTION),
)
SILENCE_HOOK = closed(
    "name on options do",
    on=one_of("customer.speech.timeout"),
    options=closed(
        "timeoutSeconds triggerMaxCount triggerResetMode",
        timeoutSeconds=number(1, 1000),
        triggerMaxCount=number(1, 10),
        triggerResetMode=one_of("onUserSpeech", "never"),
    ),
    do=list_of(HOOK_ACTION),
)
ENDING_HOOK = closed(
    "on filters do",
    on=one_of("call.ending"),
    filters=list_of(
        closed("type key oneOf", type=one_of("oneOf"), key=one_of("call.endedReason"), oneOf=list_of(TEXT))
    ),
    do={
        "type": "array",
        "minItems": 1,
        "items": {
            "oneOf": [
                closed("type toolId", type=one_of("tool"), toolId=ID),
                closed(
                    "type tool",
                    type=one_of("tool"),
                    tool=closed("type destinations", type=one_of("transferCall"), destinations=list_of(DESTINATION)),
                ),
            ]
        },
    },
)
HOOK = {"oneOf": [SILENCE_HOOK, TIME_HOOK, ENDING_HOOK]}
ENDPOINTING = "onPunctuationSeconds onNoPunctuationSeconds onNumberSeconds"
ANALYSES = "summaryPlan successEvaluationPlan structuredDataPlan"
ASSISTANT = closed(
    "name firstMessage firstMessageMode model server serverMessages maxDurationSeconds hooks artifactPlan metadata",
    name={"type": "string", "maxLength": 40},
    firstMessageMode=one_of("assistant-speaks-first"),
    firstMessageInterruptionsEnabled=BOOLEAN,
    model=MODEL,
    voice=closed("provider voiceId"),
    transcriber=closed(
        "provider model language",
        keyterm=list_of(TEXT),
        mipOptOut=BOOLEAN,
        fallbackPlan=closed("", transcribers=list_of(closed("provider model language", mipOptOut=BOOLEAN))),
    ),
    server=SERVER,
    serverMessages=list_of(one_of(*SERVER_MESSAGES)),
    clientMessages=list_of(TEXT),
    maxDurationSeconds=number(60, 600),
    backgroundSound=one_of("off"),
    voicemailDetection=one_of("off"),
    keypadInputPlan=closed(
        "enabled timeoutSeconds delimiters",
        enabled=BOOLEAN,
        timeoutSeconds=number(0, 10),
        delimiters=one_of("#", "*", ""),
    ),
    startSpeakingPlan=closed(
        "waitSeconds transcriptionEndpointingPlan",
        waitSeconds=number(0, 5),
        transcriptionEndpointingPlan=closed(ENDPOINTING, **dict.fromkeys(ENDPOINTING.split(), number(0, 3))),
    ),
    stopSpeakingPlan=closed(
        "numWords backoffSeconds",
        numWords=number(0, 10),
        backoffSeconds=number(0, 10),
    ),
    hooks=list_of(HOOK),
    artifactPlan=closed(
        "recordingEnabled structuredOutputIds",
        recordingEnabled=BOOLEAN,
        videoRecordingEnabled=BOOLEAN,
        pcapEnabled=BOOLEAN,
        loggingEnabled=BOOLEAN,
        transcriptPlan=closed("enabled", enabled=BOOLEAN),
        structuredOutputIds=list_of(ID),
    ),
    backgroundSpeechDenoisingPlan=closed("smartDenoisingPlan", smartDenoisingPlan=closed("enabled", enabled=BOOLEAN)),
    analysisPlan=closed(ANALYSES, **dict.fromkeys(ANALYSES.split(), closed("enabled", enabled=BOOLEAN))),
    monitorPlan=closed("listenEnabled controlEnabled", listenEnabled=BOOLEAN, controlEnabled=BOOLEAN),
    metadata={"type": "object"},
)
PHONE_NUMBER = closed(
    "name server",
    "provider fallbackDestination assistantId",
    name={"type": "string", "maxLength": 40},
    provider=one_of("vapi", "twilio", "telnyx", "vonage", "byo-phone-number"),
    server=SERVER,
    assistantId={"type": "null"},
    fallbackDestination=closed("type number message", type=one_of("number")),
)
CALL = closed("name", "arguments", arguments={"type": "object"})
JUDGE = {
    "oneOf": [
        closed("type toolCalls", type=one_of("regex"), toolCalls=list_of(CALL)),
        closed("type model", type=one_of("ai"), model=MODEL),
    ]
}
GIVEN = {"type": "string", "minLength": 1, "maxLength": 1000}
EVAL_TURN = {
    "oneOf": [
        closed("role content", role=one_of("user", "system", "assistant", "tool"), content=GIVEN),
        closed("role toolCalls", role=one_of("assistant"), toolCalls=list_of(CALL)),
        closed(
            "role judgePlan continuePlan",
            role=one_of("assistant"),
            judgePlan=JUDGE,
            continuePlan=closed("exitOnFailureEnabled", exitOnFailureEnabled=BOOLEAN),
        ),
    ]
}
EVAL = closed(
    "name description type messages",
    name={"type": "string", "minLength": 1, "maxLength": 80},
    description={"type": "string", "maxLength": 500},
    type=one_of("chat.mockConversation"),
    messages=list_of(EVAL_TURN),
)


def faults(shape: Shape, body: object, *, partial: bool = False) -> list[str]:
    """Return what is wrong with the body, where. `partial`: an update, which may leave keys out."""
    if partial:
        shape = shape | {"required": []}
    errors = Draft202012Validator(shape).iter_errors(body)
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {re.sub(r'^.*? is ', 'is ', error.message)}" for error in errors
    ]
