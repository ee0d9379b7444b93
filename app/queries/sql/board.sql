-- Where each technician on the board stands on their own today. Whose data a viewer reads is decided elsewhere, so two
-- tables come from outside: on_board (id) and live_alerts (employee_id, kind, outcome and more). Begins in holidays.sql.
people AS (
    SELECT
        e.id, e.name, e.timezone, e.team_id, t.name AS team, d.begins,
        CAST(CAST(:now AS timestamptz) AT TIME ZONE e.timezone - d.begins AS date) AS day
    FROM on_board AS b
    JOIN employees AS e ON e.id = b.id
    LEFT JOIN teams AS t ON t.id = e.team_id
    CROSS JOIN LATERAL (
        SELECT day_begins(coalesce(e.window_start, :window_start), coalesce(e.window_end, :window_end)) AS begins
    ) AS d
),
employment_rows AS (
    -- The present stands on the person, what was before and what is planned beside it.
    SELECT
        p.id, p.day, coalesce(e.employment_since, '-infinity') AS since, e.role, e.expected_to_call, e.workdays,
        e.window_start, e.window_end, e.holiday_calendar, e.started_on, e.ended_on, e.checkins_from
    FROM people AS p
    JOIN employees AS e ON e.id = p.id
    UNION ALL
    SELECT
        p.id, p.day, r.starts_on, r.role, r.expected_to_call, r.workdays,
        r.window_start, r.window_end, r.holiday_calendar, r.started_on, r.ended_on, r.checkins_from
    FROM people AS p
    JOIN employments AS r ON r.employee_id = p.id
),
employment AS (
    -- What holds on their day: the latest that has begun, or the very first where none has.
    SELECT DISTINCT ON (r.id)
        r.*,
        coalesce(r.window_start, :window_start) AS opens, coalesce(r.window_end, :window_end) AS closes,
        coalesce(r.holiday_calendar, :calendar) AS calendar
    FROM employment_rows AS r
    ORDER BY r.id, r.since <= r.day DESC, CASE WHEN r.since <= r.day THEN r.since END DESC, r.since
),
absences AS (
    SELECT DISTINCT ON (p.id) p.id, t.kind
    FROM people AS p
    JOIN time_off AS t ON t.employee_id = p.id AND p.day BETWEEN t.starts_on AND t.ends_on
    WHERE
        t.ends_on >= :day_before AND t.starts_on <= :day_after
        AND t.part <> 'afternoon' -- the morning call is expected
    ORDER BY p.id, t.ends_on DESC
),
expectations AS (
    -- `expected_on` of app.domain.mornings.workdays in SQL.
    SELECT
        p.id,
        -- Where the clocks go back, a wall-clock time comes twice, and the first is meant.
        CASE
            WHEN (w.closes_at AT TIME ZONE p.timezone - interval '1 hour') AT TIME ZONE p.timezone = w.closes_at
                THEN w.closes_at AT TIME ZONE p.timezone - interval '1 hour'
            ELSE w.closes_at AT TIME ZONE p.timezone
        END AS window_ends_at,
        CASE
            WHEN EXISTS (
                SELECT FROM outage_days AS o
                WHERE o.day = p.day AND (o.timezone IS NULL OR o.timezone = p.timezone)
            ) THEN 'outage'
            WHEN p.day < m.started_on THEN 'not_started'
            WHEN p.day > m.ended_on THEN 'ended'
            WHEN NOT m.expected_to_call OR m.role <> 'technician' THEN 'not_expected_to_call'
            WHEN p.day < m.checkins_from THEN 'not_calling_yet'
            WHEN CAST(extract(ISODOW FROM p.day) AS smallint) <> ALL(m.workdays) THEN 'not_a_workday'
            WHEN EXISTS (
                SELECT FROM holidays AS h
                WHERE
                    h.calendar = m.calendar AND h.day = p.day
                    -- Whoever works on the holiday's own weekday works on the day on which it is observed.
                    AND (h.observed_for_weekday = ANY(m.workdays)) IS NOT TRUE
            ) THEN 'holiday'
            WHEN a.kind = 'reported_out' THEN 'reported_out'
            WHEN a.kind IS NOT NULL THEN 'time_off'
        END AS off_reason
    FROM people AS p
    JOIN employment AS m ON m.id = p.id
    CROSS JOIN LATERAL (SELECT p.day + CAST(m.closes < m.opens AS integer) + m.closes AS closes_at) AS w
    LEFT JOIN absences AS a ON a.id = p.id
),
answers AS (
    -- Whether they are ready is said by the latest call of the day that asked.
    SELECT
        p.id, max(c.timestamp) AS last_at,
        (array_agg(c.ready_status ORDER BY c.timestamp DESC, c.id DESC) FILTER (WHERE c.ready_status IS NOT NULL))[1]
            AS ready
    FROM people AS p
    JOIN daily_checkins AS c ON c.employee_id = p.id AND c.checkin_on = p.day
    WHERE c.checkin_on BETWEEN :day_before AND :day_after
    GROUP BY p.id
),
silent_calls AS (
    -- Of those who have not checked in, the latest call of their day: it logged nothing.
    SELECT DISTINCT ON (p.id)
        p.id, k.begun_at, k.status <> 'ended' AND :now - k.begun_at < :longest_call AS talking
    FROM people AS p
    JOIN (
        SELECT id, employee_id, status, coalesce(started_at, created_at) AS begun_at
        FROM calls
        WHERE created_at >= :calls_from AND origin = 'telephone'
    ) AS k ON k.employee_id = p.id AND CAST(k.begun_at AT TIME ZONE p.timezone - p.begins AS date) = p.day
    WHERE
        NOT EXISTS (SELECT FROM answers AS s WHERE s.id = p.id)
        AND NOT EXISTS (SELECT FROM daily_checkins AS c WHERE c.call_id = k.id)
    ORDER BY p.id, k.begun_at DESC
),
alerts_of_people AS (
    SELECT
        employee_id, bool_or(outcome IS NOT NULL) AS in_hand, count(*) FILTER (WHERE kind = 'blocker') AS blockers
    FROM live_alerts
    GROUP BY employee_id
)
SELECT
    p.id, p.name, p.team_id, p.team, x.off_reason,
    CASE
        WHEN s.id IS NOT NULL THEN CASE s.ready WHEN TRUE THEN 'ready' WHEN FALSE THEN 'not_ready' ELSE 'unfinished' END
        WHEN NOT k.talking THEN 'unfinished'
        WHEN x.off_reason IS NOT NULL THEN 'off'
        WHEN :now >= x.window_ends_at + :grace THEN 'missed'
        ELSE 'awaited'
    END AS state,
    coalesce(s.last_at, k.begun_at) AS called_at,
    x.window_ends_at,
    coalesce(a.in_hand, FALSE) AS in_hand,
    coalesce(a.blockers, 0) AS blockers
FROM people AS p
JOIN expectations AS x ON x.id = p.id
LEFT JOIN answers AS s ON s.id = p.id
LEFT JOIN silent_calls AS k ON k.id = p.id
LEFT JOIN alerts_of_people AS a ON a.employee_id = p.id
