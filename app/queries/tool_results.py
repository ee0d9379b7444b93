"""What tool calls were answered, by the key that a repeated one is recognised by."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ToolResult


@dataclass(frozen=True)
class ToolCallKey:
    """The key by which a repeated tool call is recognised. The arguments belong to it because models reuse ids."""

    call_id: str
    tool_call_id: str
    arguments_digest: str


@dataclass(frozen=True)
class ToolTime:
    """Which tool answers, and the stopwatch of whoever waits for it."""

    tool: str
    waited_ms: Callable[[], int | None]
    """Milliseconds so far; None where nobody waits any more."""


def find_tool_result(session: Session, key: ToolCallKey) -> str | None:
    return session.scalar(select(ToolResult.result).filter_by(**asdict(key)))
