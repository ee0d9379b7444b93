"""`/try-call`: choose a technician, answer the coach by typing, see what the call caused."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput, NotAllowed
from app.domain.permissions import Permission
from app.domain.typed_text import clean_typed
from app.extensions import current_settings
from app.queries.call_effects import list_callers, load_call_effects
from app.queries.reach import get_visible_employee
from app.services.checkins.calls import begin_typed_call
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.try_call.calls import TypedCall, hang_up, new_call_id, say, seal, start_call, unseal
from app.web.try_call.outcome import saved_sentence, told_sentence

blueprint = Blueprint("try_call", __name__, url_prefix="/try-call")

LONGEST_ANSWER = 1_000
NOT_AS_SOMEBODY_REAL = "A call as somebody real speaks of their goal and WHY, which your role does not read."


@blueprint.get("")
@requires(Permission.CALL_TRY)
def index() -> ResponseReturnValue:
    with unit_of_work() as session:
        callers = list_callers(session) if _may_try() else []
        return render_template("try_call/index.html", callers=callers, may_try=_may_try())


@blueprint.post("")
@requires(Permission.CALL_TRY)
def start() -> ResponseReturnValue:
    employee_id = request.form.get("employee_id", type=int)
    if employee_id is None:
        raise InvalidInput("Choose who is calling, then start the call.", field="employee_id")
    if not _may_try():
        raise NotAllowed(NOT_AS_SOMEBODY_REAL)
    viewer, call_id, quiet = current_viewer(), new_call_id(), "notify" not in request.form
    with unit_of_work() as session:
        employee = get_visible_employee(session, viewer, employee_id)
        caller, name = employee.phone or "", employee.name
        begin_typed_call(
            session,
            call_id=call_id,
            employee_id=employee.id,
            typed_by_id=viewer.employee_id,
            quiet=quiet,
            now=request_now(),
        )
    return _page(start_call(call_id=call_id, caller=caller, name=name, now=request_now()))


@blueprint.post("/say")
@requires(Permission.CALL_TRY)
def answer() -> ResponseReturnValue:
    call = _call()
    return _page(
        call
        if call.ended
        else say(call, clean_typed(request.form.get("words", ""))[:LONGEST_ANSWER], now=request_now())
    )


@blueprint.post("/hang-up")
@requires(Permission.CALL_TRY)
def end() -> ResponseReturnValue:
    call = _call()
    return _page(call if call.ended else hang_up(call, now=request_now()))


def _may_try() -> bool:
    """The coach speaks of WHY and goal: as somebody real only for whom may read that; demo people are invented."""
    return current_settings().demo_mode or current_viewer().may(Permission.COACHING_READ)


def _call() -> TypedCall:
    return unseal(request.form.get("state", ""), keys=current_settings().secret_key, now=request_now())


def _page(call: TypedCall) -> str:
    state = seal(call, keys=current_settings().secret_key, now=request_now())
    with unit_of_work() as session:
        effects = load_call_effects(session, call.call_id)
    template = "try_call/_call.html" if "HX-Request" in request.headers else "try_call/call.html"
    return render_template(
        template,
        call=call,
        state=state,
        effects=effects,
        saved=saved_sentence(effects, ended=call.ended),
        told=told_sentence(effects),
        with_mailbox=current_settings().demo_mode,
    )
