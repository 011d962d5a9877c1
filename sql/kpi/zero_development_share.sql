-- purpose: how many of the services are run without anything being spent on developing them
-- grain:   unit (one year)
-- inputs:  dim_scope_year (one row per unit, year), fct_service_year (one row per service and year: counted before it is joined),
--          dim_member (one row per scope and unit), service (one row per delivered row)
-- units:   numerator and denominator services, value %
-- params:  $year
-- A service without a row of the year has no cost in it; a unit none of whose services has one has said nothing of the year.
WITH counted AS (
    SELECT
        unit,
        count(*) AS services,
        count(CASE WHEN coalesce(development_cost_sek, 0) = 0 THEN 1 END) AS undeveloped,
        count(CASE WHEN has_cost_row THEN 1 END) AS told
    FROM fct_service_year
    WHERE year = $year
    GROUP BY unit
),

held AS (
    SELECT m.scope, count(*) AS row_count
    FROM dim_member AS m
    JOIN service AS s ON m.member = s.unit
    GROUP BY m.scope
),

summed AS (
    SELECT
        m.scope,
        sum(c.services) AS services,
        sum(CASE WHEN c.told > 0 THEN c.services END) AS told_services,
        sum(CASE WHEN c.told > 0 THEN c.undeveloped END) AS undeveloped
    FROM dim_member AS m
    JOIN counted AS c ON m.member = c.unit
    GROUP BY m.scope
),

figure AS (
    SELECT
        d.unit,
        CAST(s.undeveloped AS DOUBLE) AS numerator,
        CAST(s.told_services AS DOUBLE) AS denominator,
        CASE
            WHEN h.scope IS NULL THEN 'register:services'
            WHEN s.scope IS NULL THEN 'no_service_in_force'
            WHEN s.told_services IS NULL THEN 'no_service_year'
        END AS missing
    FROM dim_scope_year AS d
    LEFT JOIN held AS h ON d.unit = h.scope
    LEFT JOIN summed AS s ON d.unit = s.scope
    WHERE d.year = $year
)

SELECT
    unit,
    CAST(NULL AS VARCHAR) AS variant,
    numerator,
    denominator,
    100 * numerator / nullif(denominator, 0) AS value,
    CASE WHEN missing IS NULL THEN 'utfall' END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
