"""What tool calls were answered, found again by call, tool call and arguments."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.queries.tool_results import ToolCallKey, find_tool_result
from app.services.checkins.calls import keep_tool_result
from tests.builders import NOW, make_call

KEY = ToolCallKey(call_id="c1", tool_call_id="t1", arguments_digest="aa")


def test_tool_result_is_found_again_by_call_tool_and_arguments(session: Session) -> None:
    make_call(session, id="c1")
    keep_tool_result(session, KEY, result="Saved: ready.", now=NOW)
    others = [replace(KEY, tool_call_id="t2"), replace(KEY, arguments_digest="bb"), replace(KEY, call_id="c2")]
    assert [find_tool_result(session, key) for key in (KEY, *others)] == ["Saved: ready.", None, None, None]
