-- purpose: the services of a unit or scope in a year, with what they cost by activity
-- grain:   service
-- inputs:  fct_service_year (one row per service, year), dim_member (one row per scope and unit)
-- units:   SEK, cases
-- params:  $unit, $year
SELECT
    s.service,
    s.name,
    s.unit,
    s.level,
    s.meeting_sek,
    s.preparation_sek,
    s.waste_sek,
    s.it_cost_sek,
    s.cases
FROM fct_service_year AS s
JOIN dim_member AS m ON s.unit = m.member
WHERE m.scope = $unit AND s.year = $year
ORDER BY s.name, s.service;
