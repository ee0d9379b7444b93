-- Writes the call if it is new and locks it and its person: what is said in one call, or by one person, is worked on
-- one after the other. A call keeps the first person that it was known to be of.
WITH call AS (
    INSERT INTO calls (id, origin, employee_id, caller_masked, status, started_at, created_at)
    VALUES (:call_id, :origin, :employee_id, :caller_masked, 'in_progress', :now, :now)
    ON CONFLICT (id) DO UPDATE SET
        employee_id = coalesce(calls.employee_id, excluded.employee_id),
        caller_masked = CASE WHEN calls.caller_masked = '' THEN excluded.caller_masked ELSE calls.caller_masked END
    RETURNING id, employee_id, quiet, started_at, report_received_at, duration_seconds
)
SELECT call.*, pg_advisory_xact_lock(hashtextextended(:lock || call.employee_id, 0)) FROM call
