-- purpose: every unit, the municipality and the group in every year they exist in or are known of
-- grain:   unit, year
-- inputs:  dim_year, unit (one row per unit), ledger_part, headcount, declared_shadow_it, development, initiative,
--          service_volume
-- The cards of steering answer once for each of these rows.
CREATE OR REPLACE TABLE dim_scope_year AS
WITH known AS (
    SELECT unit, month // 100 AS year FROM ledger_part
    UNION
    SELECT unit, month // 100 FROM headcount
    UNION
    SELECT unit, year FROM declared_shadow_it
    UNION
    SELECT unit, year FROM development
    UNION
    SELECT unit, year FROM initiative
    UNION
    SELECT unit, month // 100 FROM service_volume
),

living AS (
    SELECT u.unit, u.kind, y.year
    FROM unit AS u
    CROSS JOIN dim_year AS y
    WHERE (extract(YEAR FROM u.valid_from) <= y.year AND extract(YEAR FROM u.valid_to) >= y.year)
        OR EXISTS (SELECT 1 FROM known AS k WHERE k.unit = u.unit AND k.year = y.year)
)

SELECT unit, kind, year FROM living
UNION ALL
SELECT 'group', 'group', year FROM living GROUP BY year
UNION ALL
SELECT 'municipality', 'municipality', year FROM living WHERE kind <> 'company' GROUP BY year;
