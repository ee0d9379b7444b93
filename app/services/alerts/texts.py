"""Facts of an alert as one reader may see them, put into the words of templates/messages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience
from app.domain.alerts.days import names_in_short
from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.alerts.words import NOT_ON_FILE, TAKE_IT, headline
from app.domain.checkins.fields import NotReadyReason
from app.domain.checkins.reasons import PERSONAL, shown_reason
from app.domain.messages.callers_words import neutral
from app.domain.messages.delivery import ChannelName
from app.domain.phrases import say_day
from app.models import Alert, DailyCheckin, Employee, Team
from app.services.alerts.link_tokens import ack_link
from app.services.alerts.records import taken_at
from app.services.messages.recipients import Recipient
from app.services.messages.texts import MessageText, render
from app.settings import Settings

NOT_FOR_ACKNOWLEDGING = {
    AlertNotice.WITHDRAWN,
    AlertNotice.OUTCOME_REMINDER,
    AlertNotice.HANDED_OVER,
    AlertNotice.TAKEN_BACK,
}


def alert_text(
    session: Session, alert: Alert, recipient: Recipient, notice: AlertNotice, *, settings: Settings, now: datetime
) -> MessageText:
    """Return the text of one notice about one alert, as of `now`."""
    text = _text(session, alert, recipient, notice, settings=settings, now=now)
    return replace(text, phone=_phone(session, alert, recipient))


def _phone(session: Session, alert: Alert, recipient: Recipient) -> str:
    """Return the number to call, for a person who reads the alert's page; a desk's mail may go to many."""
    if recipient.channel is not ChannelName.EMAIL or recipient.employee_id is None or alert.employee_id is None:
        return ""
    return session.get_one(Employee, alert.employee_id).phone or ""


def _text(
    session: Session, alert: Alert, recipient: Recipient, notice: AlertNotice, *, settings: Settings, now: datetime
) -> MessageText:
    if notice is AlertNotice.TAKEN_BACK:
        return _taken_back_text(session, alert, settings)
    if alert.kind is AlertKind.MISSED:
        return missed_text(session, [alert], recipient, notice, settings=settings, now=now)
    link, button = _link(alert, notice, settings)
    if alert.kind is AlertKind.LINE:
        facts = {
            "why": alert.facts["why"],
            "hold": settings.line_guard_hold_minutes,
            "headline": headline(alert.kind, ""),
        }
    elif alert.kind is AlertKind.SAFETY:
        facts = _facts_of_safety(session, alert, recipient)
    else:
        facts = _facts_of_person(session, alert, recipient, settings=settings, now=now)
    return render(alert.kind, link=link, button=button, notice=notice, **facts)


def _taken_back_text(session: Session, alert: Alert, settings: Settings) -> MessageText:
    person = session.get(Employee, alert.employee_id) if alert.employee_id else None
    link, button = _link(alert, AlertNotice.TAKEN_BACK, settings)
    about = headline(alert.kind, person.name if person else "")
    return render("taken_back", link=link, button=button, headline=about)


def _facts_of_person(
    session: Session, alert: Alert, recipient: Recipient, *, settings: Settings, now: datetime
) -> dict[str, object]:
    person = session.get_one(Employee, alert.employee_id)
    return {
        "headline": headline(alert.kind, person.name),
        "name": person.name,
        "who": _who(session, person),
        "day": _day(alert.alert_on, recipient, now),
        "until": _out_until(session, alert),
        "on": _on(alert.alert_on, recipient, now),
        "time": _time(alert.opened_at, recipient),
        "waiting": int((now - alert.opened_at).total_seconds() // 60),
        "taken_at": _time(taken_at(session, alert) or alert.opened_at, recipient),
        "reason": _reason(alert, recipient, settings),
        "note": neutral(alert.note or ""),
        "unclear": bool(alert.facts.get("unclear")),
        "times": len(alert.facts.get("days", ())),
        "said_later": _said_later(alert),
    }


def _facts_of_safety(session: Session, alert: Alert, recipient: Recipient) -> dict[str, object]:
    """Return the fact, the place and the number; nothing of what happened to the person is kept."""
    person = session.get(Employee, alert.employee_id) if alert.employee_id else None
    return {
        "headline": headline(alert.kind, person.name if person else ""),
        "who": _who(session, person) if person else NOT_ON_FILE,
        "number": person.phone if person else alert.facts.get("number"),
        "place": neutral(alert.note or ""),
        "time": _time(alert.opened_at, recipient),
    }


def missed_text(
    session: Session,
    alerts: Sequence[Alert],
    recipient: Recipient,
    notice: AlertNotice,
    *,
    settings: Settings,
    now: datetime,
) -> MessageText:
    """Name those who are missing, the first twelve of many.

    Several are taken one by one on the board, so the link goes there.
    """
    people = [session.get_one(Employee, alert.employee_id) for alert in alerts]
    cut_off_at = datetime.fromisoformat(alerts[0].facts["cut_off_at"])
    link, button = f"{settings.public_url}/", "Open Today"
    if len(alerts) == 1:
        link, button = _link(alerts[0], notice, settings)
    return render(
        "missed",
        link=link,
        button=button,
        headline=headline(AlertKind.MISSED, people[0].name),
        notice=notice,
        people=people,
        names=names_in_short([_who(session, person) for person in people]),
        day=_day(alerts[0].alert_on, recipient, now),
        on=_on(alerts[0].alert_on, recipient, now),
        cut_off=_time(cut_off_at, recipient),
    )


def _link(alert: Alert, notice: AlertNotice, settings: Settings) -> tuple[str, str]:
    """Return where a message leads, and the name of the button that does it there."""
    if notice in NOT_FOR_ACKNOWLEDGING:
        return f"{settings.public_url}/alerts/{alert.id}", "Open the alert"
    return ack_link(settings), TAKE_IT


def _reason(alert: Alert, recipient: Recipient, settings: Settings) -> str:
    """Dispatch and routes read "personal" for sick, family and other."""
    reason = NotReadyReason(alert.facts.get("not_ready_reason", NotReadyReason.OTHER))
    reveal = recipient.audience in {Audience.MANAGER, Audience.HR} or settings.show_reason_to_dispatch
    return shown_reason(reason, reveal=reveal) or PERSONAL


def _out_until(session: Session, alert: Alert) -> str:
    """Return `, out until Thu 19 Nov` where the caller has named a later day than that of the alert, else nothing."""
    checkin = session.get(DailyCheckin, alert.checkin_id) if alert.checkin_id else None
    last = checkin.out_until if checkin else None
    return f", out until {say_day(last)}" if last is not None and last > alert.alert_on else ""


def _who(session: Session, person: Employee) -> str:
    team = session.get(Team, person.team_id) if person.team_id else None
    return f"{person.name} ({team.name})" if team else person.name


def _day(day: date, recipient: Recipient, now: datetime) -> str:
    return "today" if day == now.astimezone(ZoneInfo(recipient.timezone)).date() else f"on {say_day(day)}"


def _time(at: datetime, recipient: Recipient) -> str:
    return f"{at.astimezone(ZoneInfo(recipient.timezone)):%H:%M}"


def _on(day: date, recipient: Recipient, now: datetime) -> str:
    """Return the day for the end of a clause; nothing where it is the reader's today."""
    day_words = _day(day, recipient, now)
    return "" if day_words == "today" else f" {day_words}"


def _said_later(alert: Alert) -> str:
    """Say what the person answered after the answer that raised the alert; no reason class."""
    later = alert.facts.get("said_later", {})
    if later.get("ready_status"):
        return "is ready after all"
    reason = (
        shown_reason(NotReadyReason(later["not_ready_reason"]), reveal=False) if later.get("not_ready_reason") else None
    )
    if reason not in {None, PERSONAL}:
        return f"is not ready because of the {reason}"
    return "corrected the check-in"
