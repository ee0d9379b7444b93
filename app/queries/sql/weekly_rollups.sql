-- Continues weekly_people.sql, which says whom and which days this is about.
answers AS (
    -- A day with several check-ins counts once, with its latest energy; the four weeks before are for comparison.
    SELECT
        c.employee_id, c.checkin_on AS day,
        (array_agg(c.energy_level ORDER BY c.timestamp DESC, c.id DESC) FILTER (WHERE c.energy_level IS NOT NULL))[1]
            AS energy,
        bool_and(c.call_type = 'ops_only') AS ops_only,
        bool_or(c.kpi_action_today IS NOT NULL) AS kpi_action,
        bool_or(c.goal_action_today IS NOT NULL) AS goal_action,
        (array_agg(c.last_commitment_done ORDER BY c.timestamp DESC, c.id DESC)
            FILTER (WHERE c.last_commitment_done IS NOT NULL))[1] AS last_action_done,
        bool_or(c.blocker_present IS TRUE) AS blocker,
        count(*) AS calls, sum(c.duration_seconds) AS seconds
    FROM people AS p
    JOIN daily_checkins AS c ON c.employee_id = p.employee_id
    WHERE c.checkin_on BETWEEN :monday - 28 AND :sunday
    GROUP BY c.employee_id, c.checkin_on
),
counts AS (
    SELECT
        d.employee_id,
        count(*) FILTER (WHERE d.counted) AS days_counted,
        count(*) FILTER (WHERE d.expected) AS workdays_expected,
        count(a.day) FILTER (WHERE d.expected) AS checkins_done,
        count(a.day) FILTER (WHERE NOT d.expected) AS checkins_extra,
        count(*) FILTER (WHERE a.ops_only) AS ops_only_count,
        array_agg(d.day ORDER BY d.day) FILTER (WHERE d.expected AND a.day IS NULL AND NOT EXISTS (
            SELECT FROM calls AS k
            WHERE
                k.employee_id = d.employee_id
                AND k.origin = 'telephone'
                AND k.created_at >= d.begins_at
                AND coalesce(k.started_at, k.created_at) >= d.begins_at
                AND coalesce(k.started_at, k.created_at) < d.ends_at
        )) AS missed_on,
        round(avg(a.energy), 2) AS energy_mean,
        min(a.energy) AS energy_min,
        coalesce(sum(a.energy), 0) AS energy_sum,
        count(a.energy) AS energy_readings,
        count(*) FILTER (WHERE a.energy <= :low_energy) AS low_energy_days,
        array_agg(a.energy ORDER BY d.day) AS energies,
        count(*) FILTER (WHERE a.kpi_action) AS kpi_actions_count,
        count(*) FILTER (WHERE a.goal_action) AS goal_actions_count,
        count(a.last_action_done) AS actions_answered_count,
        count(*) FILTER (WHERE a.last_action_done = 'yes') AS actions_done_count,
        coalesce(sum(a.calls), 0) AS calls_count,
        coalesce(sum(a.seconds), 0) AS call_seconds,
        count(*) FILTER (WHERE a.blocker) AS blockers_raised
    FROM days AS d
    LEFT JOIN answers AS a ON a.employee_id = d.employee_id AND a.day = d.day AND d.counted
    GROUP BY d.employee_id
),
energy_before AS (
    SELECT employee_id, sum(energy) AS total, count(energy) AS readings FROM answers WHERE day < :monday GROUP BY employee_id
),
burnout_alerts AS (
    SELECT p.employee_id, min(a.alert_on) AS alert_on
    FROM people AS p
    JOIN alerts AS a ON a.employee_id = p.employee_id
    WHERE a.kind = 'burnout' AND a.alert_on <= p.last_day AND (a.resolved_at IS NULL OR a.resolved_at >= p.ends_at)
    GROUP BY p.employee_id
),
blocker_ages AS (
    SELECT b.employee_id, b.alert_id, b.alert_on, count(w.day) AS workdays
    FROM open_blockers AS b
    LEFT JOIN workdays AS w ON w.employee_id = b.employee_id AND w.day > b.alert_on AND w.day <= b.judged_on
    GROUP BY b.employee_id, b.alert_id, b.alert_on
),
blockers AS (
    SELECT
        employee_id,
        jsonb_agg(
            jsonb_build_object('alert_id', alert_id, 'raised_on', alert_on, 'workdays', workdays)
            ORDER BY alert_on, alert_id
        ) AS open_blockers
    FROM blocker_ages
    GROUP BY employee_id
),
same_words AS (
    SELECT p.employee_id, max(c.id) AS checkin_id, array_agg(DISTINCT c.checkin_on ORDER BY c.checkin_on) AS on_days
    FROM people AS p
    JOIN daily_checkins AS c ON c.employee_id = p.employee_id AND c.checkin_on BETWEEN p.last_day - 13 AND p.last_day
    LEFT JOIN days AS d ON d.employee_id = c.employee_id AND d.day = c.checkin_on
    WHERE c.blocker_note ~ '[[:alnum:]]' AND d.counted IS NOT FALSE
    GROUP BY p.employee_id, c.blocker_words_hash
    HAVING count(DISTINCT c.checkin_on) > 1 AND max(c.checkin_on) >= :monday
),
repeats AS (
    SELECT
        employee_id,
        jsonb_agg(jsonb_build_object('checkin_id', checkin_id, 'days', to_jsonb(on_days)) ORDER BY checkin_id)
            AS repeated_blockers
    FROM same_words
    GROUP BY employee_id
),
goal_pace AS (
    SELECT g.employee_id, count(*) AS total_workdays, count(*) FILTER (WHERE w.day <= g.judged_on) AS elapsed_workdays
    FROM week_goals AS g
    JOIN workdays AS w ON w.employee_id = g.employee_id AND w.day BETWEEN g.started_on AND g.due_on
    GROUP BY g.employee_id
),
goal_actions AS (
    SELECT
        g.employee_id, max(c.checkin_on) AS last_on,
        count(DISTINCT c.checkin_on) FILTER (WHERE w.expected) AS action_days
    FROM week_goals AS g
    JOIN daily_checkins AS c ON c.employee_id = g.employee_id AND c.checkin_on BETWEEN g.started_on AND g.judged_on
    LEFT JOIN workdays AS w ON w.employee_id = c.employee_id AND w.day = c.checkin_on AND w.day <= g.due_on
    WHERE c.goal_action_today IS NOT NULL
    GROUP BY g.employee_id
),
goal_readings AS (
    SELECT DISTINCT ON (g.employee_id) g.employee_id, r.value, r.read_on
    FROM week_goals AS g
    JOIN kpi_readings AS r ON r.employee_id = g.employee_id AND r.kpi_id = g.kpi_id
    WHERE r.read_on BETWEEN g.started_on AND g.judged_on
    ORDER BY g.employee_id, r.read_on DESC
),
primary_kpis AS (
    SELECT p.employee_id, p.judged_on, k.id, k.name, k.direction, k.smallest_change
    FROM people AS p
    JOIN tech_profiles AS t ON t.employee_id = p.employee_id
    JOIN kpis AS k ON lower(k.name) = lower(t.primary_kpi)
),
kpi_weeks AS (
    SELECT
        k.employee_id, r.read_on - CAST(extract(ISODOW FROM r.read_on) AS int) + 1 AS week_start,
        sum(r.value) AS total, count(*) AS readings
    FROM primary_kpis AS k
    JOIN kpi_readings AS r ON r.employee_id = k.employee_id AND r.kpi_id = k.id AND r.read_on <= k.judged_on
    GROUP BY k.employee_id, week_start
),
kpi_series AS (
    -- The last 13 weeks that have a reading, as [Monday, sum, readings]; the sum as text keeps every digit.
    SELECT employee_id, jsonb_agg(jsonb_build_array(week_start, CAST(total AS text), readings) ORDER BY week_start) AS weeks
    FROM (SELECT *, row_number() OVER (PARTITION BY employee_id ORDER BY week_start DESC) AS back FROM kpi_weeks) AS w
    WHERE back <= 13
    GROUP BY employee_id
)
SELECT
    p.team_id, p.manager_id, p.judged_on, c.*,
    coalesce(e.total, 0) AS energy_before_sum, coalesce(e.readings, 0) AS energy_before_readings,
    u.alert_on AS burnout_alert_on,
    coalesce(b.open_blockers, '[]') AS open_blockers, coalesce(s.repeated_blockers, '[]') AS repeated_blockers,
    g.goal, g.started_on AS goal_started_on, g.due_on AS goal_due_on, g.baseline AS goal_baseline,
    g.target AS goal_target, g.milestones AS goal_milestones, g.updated_on AS goal_updated_on,
    gr.value AS goal_current, gr.read_on AS goal_read_on, ga.last_on AS goal_action_on,
    coalesce(ga.action_days, 0) AS goal_action_days, coalesce(gp.elapsed_workdays, 0) AS goal_elapsed_workdays,
    coalesce(gp.total_workdays, 0) AS goal_total_workdays,
    k.id AS kpi_id, k.name AS kpi_name, k.direction AS kpi_direction, k.smallest_change AS kpi_smallest_change,
    coalesce(ks.weeks, '[]') AS kpi_weeks
FROM people AS p
JOIN counts AS c ON c.employee_id = p.employee_id
LEFT JOIN energy_before AS e ON e.employee_id = p.employee_id
LEFT JOIN burnout_alerts AS u ON u.employee_id = p.employee_id
LEFT JOIN blockers AS b ON b.employee_id = p.employee_id
LEFT JOIN repeats AS s ON s.employee_id = p.employee_id
LEFT JOIN week_goals AS g ON g.employee_id = p.employee_id
LEFT JOIN goal_pace AS gp ON gp.employee_id = p.employee_id
LEFT JOIN goal_actions AS ga ON ga.employee_id = p.employee_id
LEFT JOIN goal_readings AS gr ON gr.employee_id = p.employee_id
LEFT JOIN primary_kpis AS k ON k.employee_id = p.employee_id
LEFT JOIN kpi_series AS ks ON ks.employee_id = p.employee_id
ORDER BY p.employee_id
