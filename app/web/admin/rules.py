"""The rules, changed while everything runs, and what has to stay in the environment."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.domain.typed_text import clean_typed
from app.extensions import current_rule_book, current_settings, environment_settings
from app.queries.rule_changes import list_rule_history
from app.rule_table import FIELDS, GROUPS, RULES, RuntimeRule, rule_text
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


def _typed() -> str:
    """Several boxes of one name are a list."""
    return ",".join(clean_typed(value) for value in request.form.getlist("value") if value)


def _page(refused: tuple[str, str, str] | None = None) -> str:
    with unit_of_work() as session:
        history = list_rule_history(session)
    groups = {title: [_shown(rule, refused) for rule in rules] for title, rules in GROUPS.items()}
    return render_template(
        "admin/rules.html", groups=groups, history=history, environment=_environment(), labels=LABELS
    )


def _shown(rule: RuntimeRule, refused: tuple[str, str, str] | None) -> ShownRule:
    is_refused = refused is not None and refused[0] == rule.name
    return ShownRule(
        rule=rule,
        help=FIELDS[rule.name].metadata["help"],
        value=refused[1] if refused and is_refused else rule_text(getattr(current_settings(), rule.name)),
        of_environment=_text_of_environment(rule.name),
        error=refused[2] if refused and is_refused else "",
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
