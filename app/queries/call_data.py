"""What the calls leave behind about a person: answers, alerts, messages, and the weeks made of them."""

from typing import Any

import sqlalchemy as sa

from app.models import (
    Alert,
    AlertEvent,
    Call,
    ChangedWeek,
    DailyCheckin,
    LeftWord,
    OutboxMessage,
    ToldWeek,
    ToolResult,
    WeeklyRollup,
    WeekTalk,
)
from app.queries.directory_data import FIGURES
from app.queries.held_data import Held, own


def _calls(employee_id: int) -> sa.Select[Any]:
    return sa.select(Call.id).where(Call.employee_id == employee_id)


def _alerts(employee_id: int) -> sa.Select[Any]:
    return sa.select(Alert.id).where(Alert.employee_id == employee_id)


def _messages(employee_id: int) -> sa.ColumnElement[bool]:
    """To the person, or about them; a message about several people names its alerts in its data."""
    of_alerts = sa.exists().where(
        Alert.employee_id == employee_id,
        OutboxMessage.data["alert_ids"].contains(sa.func.to_jsonb(Alert.id)),
    )
    return sa.or_(
        OutboxMessage.recipient_id == employee_id, OutboxMessage.alert_id.in_(_alerts(employee_id)), of_alerts
    )


CALL_DATA: tuple[Held, ...] = (
    Held(
        table=Call,
        whose=own(Call.employee_id),
        clear="caller_masked",
        keep=(
            "id origin status started_at ended_at ended_reason duration_seconds report_received_at"
            " cost_usd turn_ms context_ms quiet created_at"
        ),
        others="employee_id typed_by_id",
        why=FIGURES,
    ),
    Held(
        table=DailyCheckin,
        whose=own(DailyCheckin.employee_id),
        clear=("blocker_note unclear_note kpi_action_today coach_prompt_used focus_summary_5_words goal_action_today"),
        keep=(
            "call_id call_type timestamp checkin_on ready_status not_ready_reason out_until eta_minutes energy_level"
            " blocker_present last_commitment_done primary_kpi call_completed stopped_at duration_seconds created_at"
            " updated_at"
        ),
        others="id employee_id report_fields blocker_words_hash",
        why=FIGURES,
    ),
    Held(
        table=ToolResult,
        whose=lambda employee_id: ToolResult.call_id.in_(_calls(employee_id)),
        clear="result",
        keep="call_id tool answered_ms created_at",
        others="tool_call_id arguments_digest",
        deleted=True,
    ),
    Held(
        table=Alert,
        whose=own(Alert.employee_id),
        clear="note outcome_note",
        figures="facts",
        keep=(
            "rule_id kind status alert_on outcome opened_at acknowledged_at resolved_at covered_at escalation_step"
            " next_escalation_at snoozed_until news_told_at"
        ),
        others="id employee_id checkin_id dedupe_key owner_id owner_name",
        why="how many there were and how soon they were answered",
    ),
    Held(
        table=AlertEvent,
        whose=lambda employee_id: AlertEvent.alert_id.in_(_alerts(employee_id)),
        clear="note",
        figures="data",
        keep="at event",
        others="id alert_id actor_id actor_name",
        why="how soon alerts were answered, and by whom",
    ),
    Held(
        table=OutboxMessage,
        whose=_messages,
        clear="subject body_text body_html",
        figures="data",
        keep="kind channel status sent_at created_at",
        others=(
            "id alert_id recipient_id route address dedupe_key group_key held_until sent_with_id urgent attempts"
            " available_at claim_token claimed_at provider_reference last_error"
        ),
        why="that a message went, and when",
    ),
    Held(
        table=WeeklyRollup,
        whose=own(WeeklyRollup.employee_id),
        clear="goal",
        figures="flag_facts",
        keep=(
            "week_start team_id manager_id finished days_counted checkins_done checkins_extra workdays_expected"
            " ops_only_count missed_on energy_mean energy_min energy_sum energy_readings low_energy_days energies"
            " energy_before_sum energy_before_readings burnout_indicator burnout_alert_on kpi_id kpi_trend kpi_good"
            " kpi_weeks kpi_s kpi_slope kpi_mean goal_due_on goal_progress_percent goal_progress_source"
            " goal_pace_percent goal_verdict goal_stale goal_updated_on kpi_actions_count goal_actions_count"
            " actions_answered_count actions_done_count"
            " calls_count call_seconds blockers_raised blockers_open open_blockers repeated_blockers flags computed_at"
        ),
        others="employee_id",
        why=FIGURES,
    ),
    Held(
        table=ToldWeek,
        whose=own(ToldWeek.employee_id),
        figures="figures",
        keep="week_start told_at",
        others="manager_id employee_id",
        deleted=True,
    ),
    Held(
        table=WeekTalk,
        whose=own(WeekTalk.employee_id),
        clear="note",
        keep="week_start status talk_on created_at updated_at",
        others="manager_id employee_id",
        deleted=True,
    ),
    Held(
        table=LeftWord,
        whose=own(LeftWord.employee_id),
        clear="words",
        keep="by_text created_at said_at withdrawn_at",
        others="id employee_id author_id",
        deleted=True,
    ),
    Held(
        table=ChangedWeek,
        whose=own(ChangedWeek.employee_id),
        others="id employee_id changed_on",
        deleted=True,
    ),
)
