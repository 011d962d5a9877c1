-- purpose: the services that are delivered digitally, with what their activities cost in the last year before they were
-- grain:   service (valid on 31 December of the year, at level 3 or 4)
-- inputs:  fct_service_year (one row per service and year: the year itself, and one earlier year), dim_member (one row per
--          scope and unit), unit (one row per unit)
-- units:   SEK; digital_share 0-1
-- params:  $scope, $year
-- Before = the last earlier year at level 0-2 of which meeting, preparation, waste and IT cost are all known.
WITH earlier AS (
    SELECT
        service,
        year,
        meeting_sek,
        preparation_sek,
        waste_sek,
        it_cost_sek,
        meeting_sek IS NOT NULL AND preparation_sek IS NOT NULL AND waste_sek IS NOT NULL AND it_cost_sek IS NOT NULL
            AS is_whole
    FROM fct_service_year
    WHERE year < $year AND level <= 2
),

before AS (
    SELECT
        service,
        year,
        meeting_sek,
        preparation_sek,
        waste_sek,
        it_cost_sek,
        row_number() OVER (PARTITION BY service ORDER BY year DESC) AS preference
    FROM earlier
    WHERE is_whole
)

SELECT
    s.service,
    s.name,
    s.unit,
    u.name AS unit_name,
    s.level,
    EXISTS (SELECT 1 FROM earlier AS e WHERE e.service = s.service) AS was_not_digital,
    b.year AS before_year,
    b.meeting_sek,
    b.preparation_sek,
    b.waste_sek,
    b.it_cost_sek AS it_before_sek,
    s.it_cost_sek AS it_now_sek,
    CAST(s.digital_cases AS DOUBLE) / nullif(CAST(s.cases AS DOUBLE), 0) AS digital_share
FROM fct_service_year AS s
JOIN dim_member AS m ON s.unit = m.member
JOIN unit AS u ON s.unit = u.unit
LEFT JOIN before AS b ON s.service = b.service AND b.preference = 1
WHERE m.scope = $scope AND s.year = $year AND s.level >= 3
ORDER BY u.name, s.name, s.service;
