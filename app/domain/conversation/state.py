"""Where a conversation stands, and what the coach does next: plain values, so that a web session can keep them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from app.domain.conversation.answers import Topic, Values

NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True)
class Move:
    """What the coach does: speaks, calls a tool and waits for its result, or ends the call."""

    say: str = ""
    tool: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)
    ends: bool = False


@dataclass(frozen=True)
class Conversation:
    name: str = ""
    what_to_do: str = ""
    """What a caller hears whom we cannot look up; empty for all others."""
    crisis_line: str = "nine eight eight"
    topic: Topic = Topic.GENERAL
    ops_only: bool = False
    context: Mapping[str, object] | None = None
    pending: str = ""
    """What the caller said before the context was there."""
    values: Mapping[str, object] = field(default_factory=dict)
    asked: tuple[Topic, ...] = ()
    """Each question as often as it was asked, "say that again?" included."""
    kept: bool = False
    """The silent save of mid-call was made."""

    def with_answers(self, heard: Mapping[str, object]) -> Self:
        """Take what was heard. A later answer replaces what it contradicts, as in the row."""
        values: Values = {**self.values, **heard}
        dropped = {
            name for flag, contradicted in _CONTRADICTED.items() if flag in heard.items() for name in contradicted
        }
        return replace(self, values={name: value for name, value in values.items() if name not in dropped})

    def having_asked(self, topic: Topic) -> Self:
        return replace(self, topic=topic, asked=(*self.asked, topic))


Next = tuple[Conversation, Move]

_CONTRADICTED: Mapping[tuple[str, bool], tuple[str, ...]] = {
    ("ready_status", True): ("not_ready_reason", "out_until"),
    ("ready_status", False): ("eta_minutes",),
    ("blocker_present", False): ("blocker_note",),
}
