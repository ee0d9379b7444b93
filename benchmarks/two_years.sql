-- Two years of workdays up to the day after :today, for every technician in the table: most have called, one call in
-- twelve names a blocker, the blockers of the last weeks are partly open, and everybody is off now and then. Blockers are said as people say them: a few
-- things often, in three of ten just so, else with a place, so that most are said once; in their own case and punctuation.
-- Statements end with a semicolon and a line.
SET session_replication_role = replica;

INSERT INTO calls (id, employee_id, caller_masked, status, started_at, created_at)
SELECT 'c' || e.id || '-' || day::date, e.id, '', 'ended', day + interval '12 hours', day + interval '12 hours'
FROM employees e, generate_series(date :today - 730, date :today, interval '1 day') day
WHERE e.role = 'technician' AND extract(isodow FROM day) < 6 AND (e.id * 7 + extract(doy FROM day)::int) % 25 > 2;

INSERT INTO daily_checkins (employee_id, call_id, call_type, timestamp, checkin_on, ready_status, energy_level,
                            blocker_present, blocker_note, call_completed, report_fields, created_at, updated_at)
SELECT employee_id, id, 'daily_checkin', started_at, started_at::date, true,
       1 + (employee_id * 3 + extract(doy FROM started_at)::int) % 5, hashed % 12 = 0,
       CASE hashed % 12 WHEN 0 THEN (
           SELECT CASE WHEN place % 3 = 0 THEN lower(words) ELSE words END
           FROM (SELECT hashtext(id || 'thing') & 65535 AS thing, hashtext(id || 'place') & 65535 AS place) draws,
                concat((ARRAY['Waiting for parts', 'Gate code does not work', 'Customer is not there', 'No van',
                              'Ladder is broken', 'Wrong address on the ticket', 'Missing the permit', 'Meter is locked',
                              'Out of cable', 'Need a second pair of hands', 'Laptop does not start', 'Road is closed'
                             ])[1 + least(thing % 12, thing / 12 % 12)],
                       CASE WHEN place % 10 > 2 THEN concat(', ', 1 + place / 10 % 900, ' ', (ARRAY['Oak Street',
                           'Mill Road', 'Harbor Lane', '5th Avenue', 'Station Street', 'Hill Court'])[1 + thing % 6]) END,
                       (ARRAY['', '.', '!'])[1 + thing / 7 % 3]) AS words
       ) END, true, '{}', started_at, started_at
FROM (SELECT *, abs(hashtext(id)) AS hashed FROM calls) calls;

INSERT INTO alerts (rule_id, kind, status, employee_id, checkin_id, alert_on, dedupe_key, facts, note, opened_at,
                    resolved_at, escalation_step)
SELECT 'BLOCKER-1', 'blocker', CASE WHEN waits THEN 'open' ELSE 'resolved' END, employee_id, id, checkin_on,
       'blocker:' || id, '{}', blocker_note, timestamp, CASE WHEN waits THEN NULL ELSE timestamp + interval '5 hours' END, 0
FROM (SELECT *, checkin_on > date :today - 20 AND id % 7 = 0 AS waits FROM daily_checkins WHERE blocker_present) blocked;

INSERT INTO time_off (employee_id, starts_on, ends_on, kind, part, created_at, updated_at)
SELECT e.id, day, day::date + e.id % 3, 'vacation', 'whole_day', day, day
FROM employees e, generate_series(date :today - 730 + e.id % 60, date :today + 90, interval '61 days') day
WHERE e.role = 'technician';

INSERT INTO weekly_rollups (employee_id, week_start, team_id, manager_id, finished, days_counted, checkins_done,
    checkins_extra, workdays_expected, ops_only_count, missed_on, energy_mean, energy_min, energy_sum, energy_readings,
    low_energy_days, energies, energy_before_sum, energy_before_readings, burnout_indicator, kpi_trend, kpi_weeks,
    goal_stale, kpi_actions_count, goal_actions_count, calls_count, call_seconds, blockers_raised, blockers_open,
    open_blockers, repeated_blockers, flags, flag_facts, computed_at)
SELECT e.id, week, e.team_id, e.manager_id, true, 7, count(*), 0, 5, 0, '{}', avg(energy_level), min(energy_level),
    sum(energy_level), count(energy_level), count(*) FILTER (WHERE energy_level <= 2), '{}', 0, 0, false, 'no_data', 0,
    false, 0, 0, count(*), 0, count(*) FILTER (WHERE blocker_present), 0, '[]', '[]', '{}', '{}', now()
FROM daily_checkins d JOIN employees e ON e.id = d.employee_id, date_trunc('week', d.checkin_on) week
WHERE week < date_trunc('week', date :today) GROUP BY e.id, week;

INSERT INTO team_week_sums (week_start, team_id, energy_sum, energy_readings, energy_people, checkins_done,
    workdays_expected, expected_people, ops_only_count, checkins_count, checkin_people)
SELECT week_start, team_id, sum(energy_sum), sum(energy_readings), count(*) FILTER (WHERE energy_readings > 0),
    sum(checkins_done), sum(workdays_expected), count(*), 0, sum(checkins_done), count(*)
FROM weekly_rollups GROUP BY week_start, team_id;

INSERT INTO weekly_runs (week_start, ran_at, finished, rows)
SELECT week_start, now(), true, count(*) FROM weekly_rollups GROUP BY week_start;
