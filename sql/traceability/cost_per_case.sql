-- purpose: the services behind the cost per digital case, and those that lack the cost or the cases
-- grain:   service (valid on 31 December of the year)
-- inputs:  fct_service_year (one row per service and year), dim_member (one row per scope and unit), unit (one row per unit)
-- units:   SEK, cases, SEK per case
-- params:  $scope, $year
SELECT
    s.service,
    s.name,
    s.unit,
    u.name AS unit_name,
    s.level,
    s.it_cost_sek,
    CAST(s.digital_cases AS DOUBLE) AS digital_cases,
    CAST(s.cases AS DOUBLE) AS cases,
    CASE
        WHEN s.digital_cases > 0 THEN CAST(s.it_cost_sek AS DOUBLE) / CAST(s.digital_cases AS DOUBLE)
    END AS sek_per_case
FROM fct_service_year AS s
JOIN dim_member AS m ON s.unit = m.member
JOIN unit AS u ON s.unit = u.unit
WHERE m.scope = $scope AND s.year = $year AND (s.it_cost_sek IS NOT NULL OR s.cases IS NOT NULL)
ORDER BY s.it_cost_sek DESC NULLS LAST, s.service;
