-- The one person whose number this is, the first or a further one.
SELECT
    id, name, spoken_name, role, timezone, workdays, window_start, window_end, always_ops_only, active, ended_on
FROM employees
WHERE phone = :phone OR id = (SELECT employee_id FROM employee_phones WHERE number = :phone)
