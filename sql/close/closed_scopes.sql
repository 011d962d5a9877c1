-- purpose: of which of a unit, the municipality and the group every month of a year is now closed
-- inputs:  unit, closed_period, delivered_part, dim_member
-- params:  $unit, $year
-- The months that count are those the unit lives in; the municipality's and the group's are those of units with lines.
WITH lives AS (
    SELECT
        u.unit,
        greatest(u.valid_from, make_date($year, 1, 1)) AS first_day,
        least(u.valid_to, make_date($year, 12, 31)) AS last_day
    FROM unit AS u
    WHERE u.unit IN (SELECT l.unit FROM delivered_part AS l WHERE l.month // 100 = $year)
),

counted AS (
    SELECT
        l.unit,
        greatest(extract(MONTH FROM l.last_day) - extract(MONTH FROM l.first_day) + 1, 1) AS months,
        (SELECT count(*) FROM closed_period AS c WHERE c.unit = l.unit AND c.month // 100 = $year) AS closed_months
    FROM lives AS l
),

scope AS (
    SELECT m.scope, bool_and(c.closed_months >= c.months) AS is_closed
    FROM dim_member AS m
    JOIN counted AS c ON m.member = c.unit
    GROUP BY m.scope
)

SELECT scope AS unit
FROM scope
WHERE is_closed AND (scope = $unit OR scope IN ('municipality', 'group'));
