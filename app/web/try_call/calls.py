"""The state of a typed call, carried by the page itself in a signed field: the server keeps nothing between turns."""

import dataclasses
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.checkins.time_box import flow_seconds
from app.domain.conversation.answers import Topic
from app.domain.conversation.coach import begin, hear, known
from app.domain.conversation.state import Conversation
from app.domain.errors import InvalidInput
from app.signing import BadToken, Purpose, read_signed, sign
from app.web.try_call.line import Line

LONGEST_CALL = timedelta(hours=12)
"""How long the page of a call may stay open between two answers."""
COACH, CALLER = "coach", "caller"


@dataclass(frozen=True)
class TypedCall:
    call_id: str
    caller: str
    name: str
    conversation: Conversation
    lines: tuple[tuple[str, str], ...]
    """Who spoke, and what."""
    ended: bool = False

    @property
    def seconds(self) -> int:
        """How long this would have taken on the phone."""
        coach = [words for who, words in self.lines if who == COACH]
        return round(flow_seconds(coach, answers=len(self.lines) - len(coach)))


def new_call_id() -> str:
    return f"typed-{uuid.uuid4()}"


def start_call(*, call_id: str, caller: str, name: str, now: datetime) -> TypedCall:
    """Ring the line. `caller`: E.164."""
    conversation, move = begin(Line(call_id, caller, now).ring())
    return TypedCall(call_id, caller, name, conversation, ((COACH, move.say),), ended=move.ends)


def say(call: TypedCall, words: str, *, now: datetime) -> TypedCall:
    line = Line(call.call_id, call.caller, now)
    conversation, move = hear(call.conversation, words)
    conversation, spoken, ends = line.run_tools(conversation, move)
    heard = (CALLER, words.strip() or "(silence)")
    call = dataclasses.replace(
        call, conversation=conversation, lines=(*call.lines, heard, *((COACH, text) for text in spoken)), ended=ends
    )
    if ends:
        line.hang_up(reason="assistant-ended-call", seconds=call.seconds, heard=known(conversation))
    return call


def hang_up(call: TypedCall, *, now: datetime) -> TypedCall:
    Line(call.call_id, call.caller, now).hang_up(
        reason="customer-ended-call", seconds=call.seconds, heard=known(call.conversation)
    )
    return dataclasses.replace(call, ended=True)


def seal(call: TypedCall, *, keys: Sequence[str], now: datetime) -> str:
    return sign(dataclasses.asdict(call), Purpose.TYPED_CALL, keys=keys, expires_at=now + LONGEST_CALL)


def unseal(token: str, *, keys: Sequence[str], now: datetime) -> TypedCall:
    """Raises InvalidInput for a state that is not ours or from another day."""
    try:
        state: dict[str, Any] = read_signed(token, Purpose.TYPED_CALL, keys=keys, now=now)
    except BadToken:
        raise InvalidInput("This call was open for too long. Start a new one.") from None
    kept = state["conversation"]
    conversation = kept | {"topic": Topic(kept["topic"]), "asked": tuple(map(Topic, kept["asked"]))}
    lines = tuple((who, words) for who, words in state["lines"])
    return TypedCall(**state | {"conversation": Conversation(**conversation), "lines": lines})
