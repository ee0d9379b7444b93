-- What one week came to, for those of :ids who were technicians on any day of it: counts, means, and what the flags are
-- judged by. :monday and :sunday are the week; a day whose cut-off has not passed at :now, where the person is, counts
-- for nothing. Begins in holidays.sql.
employment_rows AS (
    -- The present stands on the person, what was before and what is planned beside it.
    SELECT
        id AS employee_id, active, employment_since AS since, role, team_id, manager_id, timezone, workdays,
        window_start, window_end, holiday_calendar, expected_to_call, started_on, ended_on, checkins_from
    FROM employees
    WHERE id = ANY(:ids)
    UNION ALL
    SELECT
        r.employee_id, e.active, r.starts_on, r.role, r.team_id, r.manager_id, r.timezone, r.workdays,
        r.window_start, r.window_end, r.holiday_calendar, r.expected_to_call, r.started_on, r.ended_on, r.checkins_from
    FROM employments AS r
    JOIN employees AS e ON e.id = r.employee_id
    WHERE r.employee_id = ANY(:ids)
),
employment AS (
    -- What held from which day to which; the first row for all days before it too.
    SELECT
        r.employee_id, r.role, r.team_id, r.manager_id, r.timezone, r.workdays, r.started_on, r.ended_on,
        r.active OR r.ended_on IS NOT NULL AS known, -- of somebody inactive without a last day, it is not known when
        CASE WHEN r.role = 'technician' AND r.expected_to_call THEN coalesce(r.checkins_from, '-infinity') END
            AS calls_from,
        coalesce(r.window_start, :window_start) AS window_start, coalesce(r.window_end, :window_end) AS window_end,
        coalesce(r.holiday_calendar, :calendar) AS calendar,
        CASE WHEN row_number() OVER by_day = 1 THEN '-infinity' ELSE r.since END AS first_day,
        coalesce(lead(r.since) OVER by_day - 1, 'infinity') AS last_day
    FROM employment_rows AS r
    WINDOW by_day AS (PARTITION BY r.employee_id ORDER BY r.since NULLS FIRST)
),
employed AS (
    SELECT d.day, m.employee_id, m.role, m.team_id, m.manager_id, m.timezone
    FROM (SELECT :monday + n AS day FROM generate_series(0, 6) AS n) AS d
    JOIN employment AS m ON d.day BETWEEN m.first_day AND m.last_day
    WHERE m.known AND d.day >= m.started_on AND (m.ended_on IS NULL OR d.day <= m.ended_on)
),
people AS (
    -- The week belongs to the team and the manager of the person's last day in it.
    SELECT DISTINCT ON (e.employee_id)
        e.employee_id, e.team_id, e.manager_id, e.day AS last_day,
        least(e.day, CAST(:now AT TIME ZONE e.timezone AS date)) AS judged_on,
        least(:now, CAST(e.day + 1 AS timestamp) AT TIME ZONE e.timezone) AS ends_at
    FROM employed AS e
    WHERE EXISTS (SELECT FROM employed AS t WHERE t.employee_id = e.employee_id AND t.role = 'technician')
    ORDER BY e.employee_id, e.day DESC
),
goal_rows AS (
    SELECT employee_id, goal_since AS since, current_90day_goal, goal_kpi_id, goal_baseline, goal_target,
        goal_milestones, goal_started_on, goal_due_on, goal_updated_at
    FROM tech_profiles
    WHERE employee_id = ANY(:ids)
    UNION ALL
    SELECT employee_id, starts_on, current_90day_goal, goal_kpi_id, goal_baseline, goal_target,
        goal_milestones, goal_started_on, goal_due_on, goal_updated_at
    FROM goals
    WHERE employee_id = ANY(:ids)
),
dated_goals AS (
    SELECT
        r.*,
        CASE WHEN row_number() OVER by_day = 1 THEN '-infinity' ELSE r.since END AS first_day,
        coalesce(lead(r.since) OVER by_day - 1, 'infinity') AS last_day
    FROM goal_rows AS r
    WINDOW by_day AS (PARTITION BY r.employee_id ORDER BY r.since NULLS FIRST)
),
week_goals AS (
    -- The goal that held when the week ended, once it has begun.
    SELECT
        p.employee_id, p.judged_on, g.current_90day_goal AS goal, g.goal_kpi_id AS kpi_id,
        g.goal_baseline AS baseline, g.goal_target AS target, g.goal_milestones AS milestones,
        g.goal_started_on AS started_on, g.goal_due_on AS due_on,
        CAST(g.goal_updated_at AT TIME ZONE 'UTC' AS date) AS updated_on
    FROM people AS p
    JOIN dated_goals AS g ON g.employee_id = p.employee_id AND p.judged_on BETWEEN g.first_day AND g.last_day
    WHERE g.goal_started_on <= p.judged_on AND g.goal_due_on IS NOT NULL
),
open_blockers AS (
    SELECT p.employee_id, p.judged_on, a.id AS alert_id, a.alert_on
    FROM people AS p
    JOIN alerts AS a ON a.employee_id = p.employee_id
    WHERE a.kind = 'blocker' AND a.alert_on <= p.last_day AND (a.resolved_at IS NULL OR a.resolved_at >= p.ends_at)
),
spans AS (
    -- From the first day that anything below asks about to the last.
    SELECT
        p.employee_id,
        least(:monday, g.started_on, min(b.alert_on)) AS first_day, greatest(:sunday, g.due_on) AS last_day
    FROM people AS p
    LEFT JOIN week_goals AS g ON g.employee_id = p.employee_id
    LEFT JOIN open_blockers AS b ON b.employee_id = p.employee_id
    GROUP BY p.employee_id, g.started_on, g.due_on
),
workdays AS MATERIALIZED (
    -- Their days at work and whether a call is expected: `workdays_between` and `expected_on` of
    -- app.domain.mornings.workdays in SQL.
    SELECT s.employee_id, d.day, coalesce(m.known AND d.day >= m.calls_from, FALSE) AS expected
    FROM spans AS s
    CROSS JOIN LATERAL (SELECT s.first_day + n AS day FROM generate_series(0, s.last_day - s.first_day) AS n) AS d
    JOIN employment AS m ON m.employee_id = s.employee_id AND d.day BETWEEN m.first_day AND m.last_day
    WHERE
        CAST(extract(ISODOW FROM d.day) AS smallint) = ANY(m.workdays)
        AND d.day >= m.started_on AND (m.ended_on IS NULL OR d.day <= m.ended_on)
        AND NOT EXISTS (
            SELECT FROM holidays AS h
            WHERE
                h.calendar = m.calendar AND h.day = d.day
                -- Whoever works on the holiday's own weekday works on the day on which it is observed.
                AND (h.observed_for_weekday = ANY(m.workdays)) IS NOT TRUE
        )
        AND NOT EXISTS (
            SELECT FROM time_off AS t
            WHERE
                t.employee_id = s.employee_id AND d.day BETWEEN t.starts_on AND t.ends_on
                AND t.part <> 'afternoon' -- the morning call is expected
        )
),
days AS (
    SELECT
        p.employee_id, d.day, cut_off.passed AS counted,
        (d.day + day_begins(m.window_start, m.window_end)) AT TIME ZONE m.timezone AS begins_at,
        (d.day + 1 + day_begins(m.window_start, m.window_end)) AT TIME ZONE m.timezone AS ends_at,
        cut_off.passed AND coalesce(w.expected, FALSE) AND NOT EXISTS (
            SELECT FROM outage_days AS o WHERE o.day = d.day AND (o.timezone IS NULL OR o.timezone = m.timezone)
        ) AS expected
    FROM people AS p
    CROSS JOIN LATERAL (SELECT :monday + n AS day FROM generate_series(0, 6) AS n) AS d
    JOIN employment AS m ON m.employee_id = p.employee_id AND d.day BETWEEN m.first_day AND m.last_day
    CROSS JOIN LATERAL (
        SELECT
            -- A window over midnight closes on the next day.
            (d.day + CAST(m.window_end < m.window_start AS integer) + m.window_end) AT TIME ZONE m.timezone
            + CAST(:grace AS interval) <= :now AS passed
    ) AS cut_off
    LEFT JOIN workdays AS w ON w.employee_id = p.employee_id AND w.day = d.day
),
