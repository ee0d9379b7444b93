"""How the page says kinds of alerts and what happened to them. A low-energy watch is always called an indicator."""

from collections.abc import Mapping

from app.domain.alerts.kinds import AlertEventKind, AlertKind

KIND_WORDS: Mapping[AlertKind, str] = {
    AlertKind.ATTENDANCE: "not coming in",
    AlertKind.BLOCKER: "blocker",
    AlertKind.BURNOUT: "low-energy watch (an indicator, not a diagnosis)",
    AlertKind.MISSED: "missed check-in",
    AlertKind.LINE: "line",
}
EVENT_WORDS: Mapping[AlertEventKind, str] = {
    AlertEventKind.RAISED: "raised",
    AlertEventKind.ADDED: "another day added",
    AlertEventKind.CORRECTED: "corrected by the caller",
    AlertEventKind.WITHDRAWN: "withdrawn by the caller",
    AlertEventKind.ACKNOWLEDGED: "taken on",
    AlertEventKind.HANDED_OVER: "handed over",
    AlertEventKind.SNOOZED: "snoozed",
    AlertEventKind.OUTCOME: "outcome recorded",
    AlertEventKind.REPEATED: "repeated, nobody had it",
    AlertEventKind.ESCALATED: "passed on, nobody had it",
    AlertEventKind.REMINDED: "owner asked for the outcome",
    AlertEventKind.REOPENED: "reopened",
    AlertEventKind.RESOLVED: "resolved",
    AlertEventKind.TOLD: "told on the phone what became of it",
}
