"""The line from ring to row, through the webhook, on a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType, NotReadyReason
from app.domain.permissions import Role
from app.extensions import settings_of
from app.models import Call, CallStatus, DailyCheckin, Employee
from app.settings import Settings
from tests.builders import NOW, make_employee, make_profile
from tests.vapi_line import DAILY, OPS_ONLY, VapiLine


@pytest.fixture
def technician(session: Session) -> Employee:
    technician = make_employee(session, name="Dee Okafor")
    make_profile(session, technician, other_kpis=["Callbacks"])
    session.commit()
    return technician


@pytest.fixture
def line(client: FlaskClient, vapi_headers: dict[str, str], technician: Employee) -> VapiLine:
    return VapiLine(client, vapi_headers, technician.phone)


def only_row(session: Session) -> DailyCheckin:
    session.expire_all()
    return session.scalars(select(DailyCheckin)).one()


def row_count(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(DailyCheckin))


def test_full_checkin_becomes_one_row_with_every_column(line: VapiLine, session: Session, technician: Employee) -> None:
    said = line.log(DAILY)
    assert said.startswith("Saved: Ready, energy four, no blockers.")
    row = only_row(session)
    stored = {name: getattr(row, name) for name in DAILY}
    assert stored == DAILY
    assert row.employee_id == technician.id
    assert row.call_id == line.call_id
    assert row.report_fields == []


def test_ops_only_becomes_one_row(line: VapiLine, session: Session) -> None:
    line.log(OPS_ONLY)
    row = only_row(session)
    assert (row.call_type, row.ready_status, row.blocker_present) == (CallType.OPS_ONLY, True, False)
    assert (row.energy_level, row.call_completed) == (None, True)


def test_unread_answer_is_named_and_the_rest_kept_until_the_row_is_completed(line: VapiLine, session: Session) -> None:
    said = line.log(DAILY | {"energy_level": 6})
    assert "energy_level must be" in said
    row = only_row(session)
    assert (row.energy_level, row.kpi_action_today, row.call_completed) == (None, DAILY["kpi_action_today"], False)
    line.log({"energy_level": "three"})
    row = only_row(session)
    assert (row.energy_level, row.kpi_action_today, row.call_completed) == (3, DAILY["kpi_action_today"], True)


def test_later_value_replaces_and_absent_value_erases_nothing(line: VapiLine, session: Session) -> None:
    line.log(DAILY)
    line.log({"energy_level": 2, "focus_summary_5_words": None, "goal_action_today": ""})
    row = only_row(session)
    assert (row.energy_level, row.focus_summary_5_words) == (2, "photos before I leave")
    assert row.goal_action_today == DAILY["goal_action_today"]


def test_redelivered_call_is_answered_alike_and_changes_nothing(line: VapiLine, session: Session) -> None:
    first = line.log(DAILY | {"energy_level": 3}, id="toolcall_a")
    line.log({"energy_level": 4}, id="toolcall_b")
    assert line.log(DAILY | {"energy_level": 3}, id="toolcall_a") == first
    assert only_row(session).energy_level == 4


def test_reused_id_with_other_arguments_is_a_correction(line: VapiLine, session: Session) -> None:
    line.log(DAILY | {"energy_level": 3}, id="toolcall_a")
    line.log(DAILY | {"energy_level": 5}, id="toolcall_a")
    assert only_row(session).energy_level == 5


def test_sick_caller_hears_the_kind_words_and_no_note_is_kept(line: VapiLine, session: Session) -> None:
    said = line.log(
        {
            "call_type": "ops_only",
            "ready_status": False,
            "not_ready_reason": "I'm sick",
            "blocker_note": "fever of 39 and a cough",
        }
    )
    row = only_row(session)
    assert (row.ready_status, row.not_ready_reason, row.blocker_note) == (False, NotReadyReason.SICK, None)
    assert said.endswith("Thanks for telling us. Dispatch knows. Look after yourself.")


def test_context_tells_what_the_coach_needs(line: VapiLine) -> None:
    context = line.context()
    assert context["name"] == "Dee"
    assert context["role"] == "technician"
    assert context["primary_kpi"] == ["First-time fix rate", "Callbacks"]
    assert context["top_strengths"] == ["Achiever", "Relator", "Focus"]
    assert context["coaching_tip"]["strength"] in context["top_strengths"]
    assert context["checked_in_today"] is False
    assert "instead" not in context


def test_context_without_profile_says_what_to_do(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session
) -> None:
    newcomer = make_employee(session)
    session.commit()
    context = VapiLine(client, vapi_headers, newcomer.phone).context()
    assert "ops-only" in context["instead"]
    assert "top_strengths" not in context


def test_context_after_the_checkin_says_so(line: VapiLine) -> None:
    line.log(DAILY)
    context = line.context()
    assert (context["checked_in_today"], context["mode"]) == (True, "general")


def test_ring_answers_with_the_assistant_and_this_callers_variables(line: VapiLine, settings: Settings) -> None:
    answer = line.ring()
    assert set(answer) == {"assistantId", "assistantOverrides"}
    assert answer["assistantId"] == settings.vapi_assistant_id
    variables = answer["assistantOverrides"]["variableValues"]
    assert variables["name"] == "Dee"
    assert set(variables) == {
        "name",
        "role",
        "caller",
        "mode",
        "local_time",
        "in_morning_window",
        "checked_in_today",
        "company_name",
        "emergency",
        "crisis_line",
        "greeting",
    }


def test_ring_of_a_stranger_gets_general_mode_and_nobodys_data(
    client: FlaskClient, vapi_headers: dict[str, str]
) -> None:
    variables = VapiLine(client, vapi_headers, "+13125550199").ring()["assistantOverrides"]["variableValues"]
    assert (variables["name"], variables["mode"], variables["role"]) == ("", "general", "unknown")


@pytest.mark.parametrize("caller", [None, "+13125550198", "anonymous", "sip:desk@example.com"])
def test_unrecognised_caller_is_told_and_nothing_is_written(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, caller: str | None
) -> None:
    said = VapiLine(client, vapi_headers, caller).log(DAILY | {"_caller_phone": "+13125550142", "employee_id": 1})
    assert said
    assert row_count(session) == 0
    assert session.scalar(select(func.count()).select_from(Call)) == 0


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.DISPATCHER}, {"role": Role.HR}])
def test_caller_who_may_not_is_told_and_nothing_is_written(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, change: dict[str, object]
) -> None:
    person = make_employee(session, **change)
    session.commit()
    assert VapiLine(client, vapi_headers, person.phone).log(DAILY)
    assert row_count(session) == 0


def test_call_id_of_somebody_else_is_refused(line: VapiLine, session: Session) -> None:
    line.log(DAILY)
    other = make_employee(session)
    session.commit()
    VapiLine(line.client, line.headers, other.phone, call_id=line.call_id).log(DAILY | {"energy_level": 1})
    assert only_row(session).energy_level == 4


def test_report_closes_the_call_with_telephonys_duration(line: VapiLine, session: Session) -> None:
    line.ring()
    line.log(DAILY)
    line.hang_up()
    call = session.scalars(select(Call)).one()
    assert (call.status, call.ended_reason, call.duration_seconds) == (CallStatus.ENDED, "customer-ended-call", 71)
    assert only_row(session).duration_seconds == 71
    line.log({"duration_seconds": 300})
    assert only_row(session).duration_seconds == 71


def test_hang_up_before_anything_was_said_leaves_a_call_and_no_checkin(line: VapiLine, session: Session) -> None:
    line.ring()
    line.hang_up()
    assert session.scalars(select(Call.status)).all() == [CallStatus.ENDED]
    assert row_count(session) == 0


def test_report_fills_a_dropped_call_and_marks_what_it_filled(line: VapiLine, session: Session) -> None:
    line.ring()
    line.hang_up(structured={"ready_status": "yes", "energy_level": 2})
    row = only_row(session)
    assert (row.ready_status, row.energy_level, row.call_completed) == (True, 2, False)
    assert row.report_fields == ["call_type", "energy_level", "ready_status"]


@pytest.mark.parametrize(
    "structured",
    [
        {"ready_status": False},
        {"call_type": "daily_checkin", "ready_status": False, "blocker_present": False, "energy_level": 0},
        {"ready_status": None, "not_ready_reason": "", "blocker_note": "none", "primary_kpi": [], "energy_level": None},
        {"call_type": "ops_only", "ready_status": "false", "blocker_present": "false", "goal_action_today": "n/a"},
    ],
)
def test_report_that_is_all_empty_or_false_says_nothing(
    line: VapiLine, session: Session, structured: dict[str, object]
) -> None:
    line.ring()
    line.hang_up(structured=structured)
    assert row_count(session) == 0


def test_report_of_somebody_who_is_not_ready_says_so(line: VapiLine, session: Session) -> None:
    line.hang_up(structured={"ready_status": False, "not_ready_reason": "vehicle", "blocker_present": False})
    assert only_row(session).ready_status is False


def test_report_never_overwrites_what_the_tool_logged(line: VapiLine, session: Session) -> None:
    line.log(DAILY | {"energy_level": 6})
    line.hang_up(structured={"energy_level": 3, "kpi_action_today": "something else"})
    line.hang_up(structured={"energy_level": 3, "goal_action_today": "something else again"})
    row = only_row(session)
    assert (row.energy_level, row.kpi_action_today) == (3, DAILY["kpi_action_today"])
    assert row.goal_action_today == DAILY["goal_action_today"]
    assert (row.report_fields, row.call_completed) == (["energy_level"], False)


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.HR])
def test_report_logs_for_nobody_who_may_not_log_on_the_line(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, role: Role
) -> None:
    person = make_employee(session, role=role)
    session.commit()
    VapiLine(client, vapi_headers, person.phone).hang_up(structured={"ready_status": False, "energy_level": 1})
    assert row_count(session) == 0


def test_report_that_comes_days_later_belongs_to_the_day_of_the_call(line: VapiLine, session: Session) -> None:
    line.hang_up(structured={"ready_status": True}, startedAt="2026-11-17T13:00:00Z", endedAt="2026-11-17T13:01:11Z")
    row = only_row(session)
    assert (row.timestamp, row.checkin_on) == (datetime(2026, 11, 17, 13, tzinfo=UTC), date(2026, 11, 17))


def test_report_without_a_duration_erases_none(line: VapiLine, session: Session) -> None:
    line.log({"call_type": "ops_only", "duration_seconds": 40})
    line.hang_up(structured={"ready_status": True}, durationSeconds=None)
    assert only_row(session).duration_seconds == 40


def test_status_updates_in_any_order_never_reopen_a_call(line: VapiLine, session: Session) -> None:
    line.post(line.envelope("status-update", status="ended", endedReason="silence-timed-out"))
    line.post(line.envelope("status-update", status="in-progress"))
    call = session.scalars(select(Call)).one()
    assert (call.status, call.ended_reason) == (CallStatus.ENDED, "silence-timed-out")


def test_two_tools_in_one_message_are_both_answered_in_order(line: VapiLine, session: Session) -> None:
    results = line.tools(("get_tech_checkin_context", {}), ("log_daily_checkin", OPS_ONLY), ("open_pod_bay_doors", {}))
    assert [result["name"] for result in results] == [
        "get_tech_checkin_context",
        "log_daily_checkin",
        "open_pod_bay_doors",
    ]
    assert "There is no tool open_pod_bay_doors" in results[2]["result"]
    assert row_count(session) == 1


def test_day_of_a_checkin_is_the_technicians_own(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session
) -> None:
    far_west = make_employee(session, timezone="Pacific/Honolulu")
    session.commit()
    VapiLine(client, vapi_headers, far_west.phone).log(OPS_ONLY)
    row = only_row(session)
    assert row.checkin_on == row.timestamp.astimezone(ZoneInfo("Pacific/Honolulu")).date()


@pytest.mark.parametrize(("days", "rows"), [(0, 1), (-1, 0)])
def test_last_day_lasts_until_midnight_where_the_person_is(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, days: int, rows: int
) -> None:
    """At any hour one of these zones has another date than UTC."""
    for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati"):
        today = NOW.astimezone(ZoneInfo(zone)).date()
        leaver = make_employee(session, timezone=zone, ended_on=today + timedelta(days=days))
        session.commit()
        VapiLine(client, vapi_headers, leaver.phone).log(OPS_ONLY)
    assert row_count(session) == 2 * rows


def test_number_without_country_code_is_one_of_the_companys_country(
    app: Flask, client: FlaskClient, vapi_headers: dict[str, str], session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), home_region="GB"))
    make_employee(session, name="Ana Ruiz", phone="+442079460018")
    session.commit()
    VapiLine(client, vapi_headers, "020 7946 0018").log(OPS_ONLY)
    assert only_row(session).ready_status is True
