"""The rules, changed while everything runs, and what has to stay in the environment."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput, NotFound
from app.domain.mornings.workdays import local_date
from app.domain.permissions import Permission
from app.domain.typed_text import clean_typed
from app.extensions import current_rule_book, current_settings, environment_settings
from app.queries.rule_changes import list_rule_history
from app.rule_table import FIELDS, GROUPS, RULES, RuntimeRule, rule_text
from app.services.rule_trials import CAN_BE_TRIED, Trial, try_rule
from app.services.rules import change_rule
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.clock import request_now

LABELS = {rule.name: rule.label for rule in RULES.values()}


@dataclass(frozen=True, kw_only=True)
class ShownRule:
    rule: RuntimeRule
    help: str
    value: str
    """What holds now, or what was typed and refused."""
    of_environment: str
    error: str = ""
    trial: str = ""
    """What the typed value would have done."""
    can_be_tried: bool = False

    @property
    def changed(self) -> bool:
        return self.value != self.of_environment


@dataclass(frozen=True, kw_only=True)
class ShownSetting:
    name: str
    help: str
    value: str


@blueprint.get("/rules")
@requires(Permission.SYSTEM_MANAGE)
def rules() -> ResponseReturnValue:
    return _page()


@blueprint.post("/rules/<name>")
@requires(Permission.SYSTEM_MANAGE)
def set_rule(name: str) -> ResponseReturnValue:
    if "try" in request.form:
        return _try(name, _typed())
    text = _text_of_environment(name) if "default" in request.form and name in RULES else _typed()
    try:
        with unit_of_work() as session:
            viewer, settings = current_viewer(), environment_settings()
            changed = change_rule(session, name, text, settings=settings, by=viewer, now=request_now())
    except InvalidInput as refused:
        return _page(refused=(name, text, refused.sentence)), 422
    current_rule_book().expire()
    flash(
        "It holds from now on; every process knows it within seconds." if changed else "It was so already.", "success"
    )
    return redirect(url_for("admin.rules", _anchor=name))


def _try(name: str, text: str) -> ResponseReturnValue:
    """Say what the typed value would have done; nothing is changed."""
    if name not in CAN_BE_TRIED:
        raise NotFound("There is nothing to try this rule on.")
    viewer, settings = current_viewer(), current_settings()
    today = local_date(request_now(), settings.company_timezone)
    try:
        with unit_of_work() as session:
            trial = try_rule(session, viewer, name, text, settings=settings, today=today)
    except InvalidInput as refused:
        return _page(refused=(name, text, refused.sentence)), 422
    return _page(trial=trial)


def _typed() -> str:
    """Several boxes of one name are a list."""
    return ",".join(clean_typed(value) for value in request.form.getlist("value") if value)


def _page(refused: tuple[str, str, str] | None = None, trial: Trial | None = None) -> str:
    with unit_of_work() as session:
        history = list_rule_history(session)
    groups = {title: [_shown(rule, refused, trial) for rule in rules] for title, rules in GROUPS.items()}
    return render_template(
        "admin/rules.html", groups=groups, history=history, environment=_environment(), labels=LABELS
    )


def _shown(rule: RuntimeRule, refused: tuple[str, str, str] | None, trial: Trial | None) -> ShownRule:
    if trial is not None and trial.name == rule.name:
        typed, error = trial.typed, ""
    elif refused is not None and refused[0] == rule.name:
        _, typed, error = refused
    else:
        typed, error, trial = rule_text(getattr(current_settings(), rule.name)), "", None
    return ShownRule(
        rule=rule,
        help=FIELDS[rule.name].metadata["help"],
        value=typed,
        of_environment=_text_of_environment(rule.name),
        error=error,
        trial=trial.sentence if trial and not error else "",
        can_be_tried=rule.name in CAN_BE_TRIED,
    )


def _text_of_environment(name: str) -> str:
    return rule_text(getattr(environment_settings(), name))


def _environment() -> list[ShownSetting]:
    others = (field for name, field in FIELDS.items() if name not in RULES)
    return [
        ShownSetting(name=field.name.upper(), help=field.metadata["help"], value=_masked(field)) for field in others
    ]


def _masked(field: Any) -> str:
    value = getattr(environment_settings(), field.name)
    if field.metadata["secret"]:
        return "set" if value else "not set"
    return rule_text(value) or "not set"
