WITH
holidays AS (
    SELECT h.calendar, h.day, CAST(extract(ISODOW FROM h.observed_for) AS smallint) AS observed_for_weekday
    FROM unnest(
        CAST(:holiday_calendars AS text[]), CAST(:holiday_days AS date[]), CAST(:holidays_observed_for AS date[])
    ) AS h (calendar, day, observed_for)
),
