-- purpose: the services that nothing was spent on developing in a year, the dearest first
-- grain:   service
-- inputs:  dim_member (one row per scope and unit), fct_service_year (one row per service and year), unit (one row per unit)
-- units:   SEK
-- params:  $scope, $year
-- A unit none of whose services has a row of the year has said nothing of it, and is left out as in the figure.
WITH told AS (
    SELECT unit
    FROM fct_service_year
    WHERE year = $year
    GROUP BY unit
    HAVING count(CASE WHEN has_cost_row THEN 1 END) > 0
)

SELECT
    s.service,
    s.name,
    s.unit,
    u.name AS unit_name,
    s.level,
    s.has_cost_row,
    s.gross_cost_sek,
    s.it_cost_sek
FROM dim_member AS m
JOIN told AS t ON m.member = t.unit
JOIN fct_service_year AS s ON m.member = s.unit
JOIN unit AS u ON s.unit = u.unit
WHERE m.scope = $scope AND s.year = $year AND coalesce(s.development_cost_sek, 0) = 0
ORDER BY s.gross_cost_sek DESC NULLS LAST, s.name, s.service;
