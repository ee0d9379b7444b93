-- What the coach may say to this person today, in one row: profile, commitment, words and what news there may be.
-- A caller who waits for it has the time kept with the call: what had passed before, and this statement's own, which
-- ends with the part that writes.
WITH timed AS (
    UPDATE calls SET context_ms
        = CAST(:waited_ms AS integer) + 1000 * extract(epoch FROM clock_timestamp() - statement_timestamp())
    WHERE id = :call_id AND CAST(:waited_ms AS integer) IS NOT NULL
)
SELECT
    profile.employee_id IS NOT NULL AS has_profile,
    profile.name AS profile_name,
    profile.primary_kpi,
    profile.other_kpis,
    profile.gallup_strengths,
    profile.current_90day_goal,
    profile.personal_why,
    EXISTS (
        SELECT FROM daily_checkins
        WHERE employee_id = :employee_id AND checkin_on = :today AND call_completed
    ) AS checked_in,
    EXISTS (
        SELECT FROM daily_checkins
        WHERE employee_id = :employee_id AND checkin_on BETWEEN :monday AND :today
    ) AS called_this_week,
    EXISTS (
        SELECT FROM alerts WHERE employee_id = :employee_id AND kind = 'blocker'
            AND (status <> 'resolved' OR resolved_at > :news_since)
    ) AS has_blocker_news,
    commitment.checkin_on AS committed_on,
    commitment.kpi_action_today AS kpi_action,
    commitment.goal_action_today AS goal_action,
    EXISTS (
        SELECT FROM daily_checkins
        WHERE employee_id = :employee_id AND "timestamp" > commitment."timestamp" AND last_commitment_done IS NOT NULL
    ) AS has_said_what_became,
    word.words,
    word.author
FROM (SELECT) AS one
LEFT JOIN tech_profiles profile ON profile.employee_id = :employee_id
LEFT JOIN LATERAL (
    SELECT checkin_on, "timestamp", kpi_action_today, goal_action_today
    FROM daily_checkins
    WHERE employee_id = :employee_id AND checkin_on < :today
        AND (kpi_action_today IS NOT NULL OR goal_action_today IS NOT NULL)
    ORDER BY "timestamp" DESC
    LIMIT 1
) AS commitment ON true
LEFT JOIN LATERAL (
    SELECT left_words.words, employees.name AS author
    FROM left_words JOIN employees ON employees.id = left_words.author_id
    WHERE left_words.employee_id = :employee_id AND said_at IS NULL AND withdrawn_at IS NULL
        AND left_words.created_at <= :left_by AND left_words.created_at > :left_since
    ORDER BY left_words.created_at, left_words.id
    LIMIT 1
) AS word ON true
