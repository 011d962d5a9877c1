-- purpose: which target each unit of a scope has, and how much of its IT cost says what the work was
-- grain:   unit
-- inputs:  dim_member (one row per scope and unit), fct_development_gap (one row per unit, year), unit (one row per unit),
--          fct_activity (one row per unit, year and activity: summed before it is joined)
-- units:   target in %; SEK
-- params:  $scope, $year
WITH worked AS (
    SELECT
        unit,
        sum(CASE WHEN activity = 'none' THEN it_sek ELSE 0 END) AS untold_sek
    FROM fct_activity
    WHERE year = $year
    GROUP BY unit
)

SELECT
    m.member AS unit,
    u.name,
    m.member_kind AS kind,
    100 * CAST(g.target_share AS DOUBLE) AS target_pct,
    g.target_from,
    g.has_row,
    w.untold_sek
FROM dim_member AS m
JOIN unit AS u ON m.member = u.unit
JOIN fct_development_gap AS g ON m.member = g.unit AND g.year = $year
LEFT JOIN worked AS w ON m.member = w.unit
WHERE m.scope = $scope
ORDER BY m.member_kind = 'company', u.name, m.member;
