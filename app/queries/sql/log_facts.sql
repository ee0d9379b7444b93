-- All that log_daily_checkin has to know, in one row: what the call has said so far, whether it was answered before,
-- and what else of the person's day an answer could touch. `app.domain.checkins.log_decision` says what follows.
SELECT
    own.*,
    day.checkin_day,
    (SELECT result FROM tool_results
     WHERE call_id = :call_id AND tool_call_id = :tool_call_id AND arguments_digest = :digest) AS earlier_result,
    (SELECT name FROM tech_profiles WHERE employee_id = :employee_id) AS profile_name,
    EXISTS (
        SELECT FROM daily_checkins other
        WHERE other.employee_id = :employee_id AND other.checkin_on = day.checkin_day AND other.call_id <> :call_id
            AND (other.ready_status IS FALSE OR other.blocker_present OR other.unclear_note IS NOT NULL
                 OR other.energy_level <= :low_energy)
    ) AS may_alert_already,
    EXISTS (
        SELECT FROM alerts
        WHERE employee_id = :employee_id
            AND kind IN ('attendance', 'blocker', 'burnout', 'missed')
            AND NOT (kind = 'missed' AND status = 'resolved')
            -- A blocker's days are dates, those of low energy hold one each.
            AND (alert_on = day.checkin_day
                 OR facts -> 'days' @> to_jsonb(CAST(day.checkin_day AS text))
                 OR facts -> 'days' @> jsonb_build_array(jsonb_build_object('on', day.checkin_day)))
    ) AS has_alerts,
    EXISTS (
        SELECT FROM time_off
        WHERE employee_id = :employee_id AND kind = 'reported_out'
            AND starts_on <= day.checkin_day + 1 AND ends_on >= day.checkin_day
    ) AS is_reported_out,
    EXISTS (
        SELECT FROM left_words
        WHERE employee_id = :employee_id AND said_at IS NULL AND withdrawn_at IS NULL
    ) AS has_words_waiting
FROM (SELECT) AS one
LEFT JOIN daily_checkins own ON own.call_id = :call_id
CROSS JOIN LATERAL (SELECT coalesce(own.checkin_on, CAST(:day AS date)) AS checkin_day) AS day
