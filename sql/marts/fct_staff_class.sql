-- purpose: IT, digitalisation, local IT and other staff by how they are engaged
-- grain:   unit (or municipality, group), year, role group (it, digitalisation, local, other), resource class
-- inputs:  headcount (one row per delivered row), dim_member (one row per scope and unit)
-- units:   fte full-time equivalents; shared_fte = fte x time share
-- The year of a source is the sum of its rows by the periods it delivered, so a class that is absent in a period counts 0
-- there, as in fct_headcount_year: the two sum to the same.
CREATE OR REPLACE TABLE fct_staff_class AS
WITH period AS (
    SELECT unit, month // 100 AS year, source, count(DISTINCT month) AS periods
    FROM headcount
    GROUP BY unit, month // 100, source
),

by_source AS (
    SELECT
        unit,
        month // 100 AS year,
        source,
        CASE WHEN role IN ('it', 'digitalisation', 'other') THEN role ELSE 'local' END AS role_group,
        resource_class,
        sum(fte) AS fte,
        sum(fte * time_share) AS shared_fte
    FROM headcount
    GROUP BY
        unit, month // 100, source, CASE WHEN role IN ('it', 'digitalisation', 'other') THEN role ELSE 'local' END, resource_class
)

SELECT
    m.scope AS unit,
    b.year,
    b.role_group,
    b.resource_class,
    sum(CAST(b.fte AS DOUBLE) / p.periods ORDER BY b.unit, b.source) AS fte,
    sum(CAST(b.shared_fte AS DOUBLE) / p.periods ORDER BY b.unit, b.source) AS shared_fte
FROM by_source AS b
JOIN period AS p ON b.unit = p.unit AND b.year = p.year AND b.source = p.source
JOIN dim_member AS m ON b.unit = m.member
GROUP BY m.scope, b.year, b.role_group, b.resource_class;
