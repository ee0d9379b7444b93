"""`/try-call`: choose a technician, answer the coach by typing, see what the call caused."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.call_effects import list_callers, load_call_effects
from app.queries.reach import get_visible_employee
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.try_call.calls import TypedCall, hang_up, say, seal, start_call, unseal

blueprint = Blueprint("try_call", __name__, url_prefix="/try-call")

LONGEST_ANSWER = 1_000


@blueprint.get("")
@requires(Permission.CALL_TRY)
def index() -> ResponseReturnValue:
    with unit_of_work() as session:
        return render_template("try_call/index.html", callers=list_callers(session))


@blueprint.post("")
@requires(Permission.CALL_TRY)
def start() -> ResponseReturnValue:
    employee_id = request.form.get("employee_id", type=int)
    if employee_id is None:
        raise InvalidInput("Choose who is calling, then start the call.", field="employee_id")
    with unit_of_work() as session:
        employee = get_visible_employee(session, current_viewer(), employee_id)
        caller, name = employee.phone or "", employee.name
    return _page(start_call(caller=caller, name=name, now=request_now()))


@blueprint.post("/say")
@requires(Permission.CALL_TRY)
def answer() -> ResponseReturnValue:
    call = _call()
    return _page(call if call.ended else say(call, request.form.get("words", "")[:LONGEST_ANSWER], now=request_now()))


@blueprint.post("/hang-up")
@requires(Permission.CALL_TRY)
def end() -> ResponseReturnValue:
    call = _call()
    return _page(call if call.ended else hang_up(call, now=request_now()))


def _call() -> TypedCall:
    return unseal(request.form.get("state", ""), keys=current_settings().secret_key, now=request_now())


def _page(call: TypedCall) -> str:
    state = seal(call, keys=current_settings().secret_key, now=request_now())
    with unit_of_work() as session:
        effects = load_call_effects(session, call.call_id)
    template = "try_call/_call.html" if "HX-Request" in request.headers else "try_call/call.html"
    return render_template(template, call=call, state=state, effects=effects)
