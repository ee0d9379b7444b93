"""Acknowledging from a message. GET changes nothing, because mail scanners open links; POST takes the alert."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import signed
from app.domain.alerts.kinds import AlertOutcome
from app.extensions import current_settings
from app.models import Alert, Employee, Team
from app.services.alerts.link_tokens import LinkProblem, LinkRefused
from app.services.alerts.links import OpenedLink, open_ack_link, use_ack_link
from app.unit_of_work import unit_of_work
from app.web.acknowledge.forms import AcknowledgeForm, acknowledge_form
from app.web.acknowledge.headlines import detail, headline_of
from app.web.clock import request_now
from app.web.forms import typed

blueprint = Blueprint("acknowledge", __name__, url_prefix="/a")

TITLES = {
    LinkProblem.BROKEN: "This link does not work",
    LinkProblem.EXPIRED: "This link is too old",
    LinkProblem.USED: "This link was used already",
    LinkProblem.TAKEN: "Somebody was first",
    LinkProblem.NOT_YOURS: "This alert is not yours to take",
}


@blueprint.get("/<token>")
@signed
def show(token: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        link = open_ack_link(session, token, settings=current_settings(), now=request_now())
        return _page(session, link, _form(link), token)


@blueprint.post("/<token>")
@signed
def take(token: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        link = open_ack_link(session, token, settings=current_settings(), now=request_now())
        form = _form(link)
        if not form.validate_on_submit():
            return _page(session, link, form, token), 422
        taken = use_ack_link(
            session,
            token,
            name=typed(form.name) if "name" in form else link.claim.recipient,
            outcome=AlertOutcome(form.outcome.data) if form.outcome.data else None,
            note=typed(form.outcome_note) or None,
            settings=current_settings(),
            now=request_now(),
        )
        return render_template("acknowledge/taken.html", **_about(session, taken))


@blueprint.errorhandler(LinkRefused)
def refused(error: LinkRefused) -> ResponseReturnValue:
    title = TITLES[error.problem]
    return render_template("acknowledge/refused.html", title=title, sentence=error.sentence), error.http_status


def _form(link: OpenedLink) -> AcknowledgeForm:
    return acknowledge_form(link.alert.kind, asks_name=link.claim.employee_id is None and link.owner is None)


def _page(session: Session, link: OpenedLink, form: AcknowledgeForm, token: str) -> str:
    """Ask whoever may take it; tell whoever has it since when, and ask what became of it."""
    template = "acknowledge/owned.html" if link.owner else "acknowledge/confirm.html"
    return render_template(template, form=form, link=link, token=token, **_about(session, link.alert))


def _about(session: Session, alert: Alert) -> dict[str, object]:
    person = session.get(Employee, alert.employee_id) if alert.employee_id else None
    team = session.get(Team, person.team_id) if person and person.team_id else None
    return {
        "alert": alert,
        "person": person,
        "team": team,
        "headline": headline_of(alert, person),
        "detail": detail(alert),
    }
