"""Which question comes next: the first one of the flow that is neither answered nor asked often enough."""

from app.domain.checkins.fields import NotReadyReason
from app.domain.conversation import questions
from app.domain.conversation.answers import FIELD_OF, Topic
from app.domain.conversation.state import NOTHING, Conversation

MOST_ASKS = 2
"""A question is asked once more where its answer was not understood, and then left out."""
ASKED_ONCE = 1
"""What was promised is asked about and never argued with."""

WHOLE = (
    Topic.READY,
    Topic.REASON,
    Topic.ENERGY,
    Topic.BLOCKER,
    Topic.BLOCKER_NOTE,
    Topic.PROMISE,
    Topic.KPI,
    Topic.FOCUS,
    Topic.GOAL,
    Topic.CONFIRM,
)
SHORT = (Topic.READY, Topic.REASON, Topic.BLOCKER, Topic.BLOCKER_NOTE)
AFTER_A_NO = (Topic.REASON,)
AFTER_A_NO_THAT_CAN_BE_HELPED = (Topic.REASON, Topic.BLOCKER, Topic.BLOCKER_NOTE)
CAN_BE_HELPED = frozenset({NotReadyReason.VEHICLE, NotReadyReason.SCHEDULE})


def next_topic(state: Conversation) -> Topic:
    return next((topic for topic in _flow(state) if _is_open(topic, state)), Topic.LOG)


def may_ask(topic: Topic, state: Conversation) -> bool:
    most = ASKED_ONCE if topic is Topic.PROMISE else MOST_ASKS
    return state.asked.count(topic) < most


def is_personal(state: Conversation) -> bool:
    """True for a day out of which nothing but the reason's class is anybody's business."""
    reason = state.values.get("not_ready_reason")
    return state.values.get("ready_status") is False and reason not in CAN_BE_HELPED


def _flow(state: Conversation) -> tuple[Topic, ...]:
    if state.values.get("ready_status") is False:
        helped = state.values.get("not_ready_reason") in CAN_BE_HELPED
        return AFTER_A_NO_THAT_CAN_BE_HELPED if helped else AFTER_A_NO
    return SHORT if state.ops_only else WHOLE


def _is_open(topic: Topic, state: Conversation) -> bool:
    values = state.values
    match topic:
        case Topic.REASON if values.get("ready_status") is not False:
            return False
        case Topic.BLOCKER_NOTE if not values.get("blocker_present"):
            return False
        case Topic.PROMISE if not questions.promise(state.context or NOTHING):
            return False
        case Topic.GOAL if not questions.goal(state.context or NOTHING):
            return False
        case Topic.CONFIRM:
            return Topic.CONFIRM not in state.asked
    return FIELD_OF[topic] not in values and may_ask(topic, state)
