-- purpose: the benefit that initiatives planned, realised and moved on
-- grain:   unit (or municipality, group), year; only where there are initiatives
-- inputs:  initiative (one row per delivered row), dim_member (one row per scope and unit)
-- units:   SEK; full-time equivalents
-- Effect is the smaller of realised and re-allocated, row by row, an empty one counting 0; slack is what was realised
-- beyond it. A sum of nothing but empty cells is empty. A benefit is internal or external by its initiative's direction.
CREATE OR REPLACE TABLE fct_benefit_year AS
WITH measured AS (
    SELECT
        unit,
        year,
        benefit_planned_sek,
        benefit_realised_sek,
        benefit_reallocated_sek,
        fte_reallocated,
        direction,
        least(coalesce(benefit_realised_sek, 0), coalesce(benefit_reallocated_sek, 0)) AS effect_sek,
        benefit_planned_sek IS NOT NULL OR benefit_realised_sek IS NOT NULL AS is_valued
    FROM initiative
)

SELECT
    m.scope AS unit,
    i.year,
    CAST(sum(i.benefit_planned_sek) AS DECIMAL(18, 2)) AS planned_sek,
    CAST(sum(i.benefit_realised_sek) AS DECIMAL(18, 2)) AS realised_sek,
    CAST(sum(i.effect_sek) AS DECIMAL(18, 2)) AS effect_sek,
    CAST(sum(coalesce(i.benefit_realised_sek, 0) - i.effect_sek) AS DECIMAL(18, 2)) AS slack_sek,
    CAST(sum(CASE WHEN i.direction = 'internal' THEN i.benefit_realised_sek END) AS DECIMAL(18, 2)) AS internal_realised_sek,
    CAST(sum(CASE WHEN i.direction = 'external' THEN i.benefit_realised_sek END) AS DECIMAL(18, 2)) AS external_realised_sek,
    bool_or(i.is_valued AND i.direction = 'internal') AS has_internal,
    bool_or(i.is_valued AND coalesce(i.direction, '') <> 'internal') AS has_other,
    sum(i.fte_reallocated) AS reallocated_fte
FROM dim_member AS m
JOIN measured AS i ON m.member = i.unit
GROUP BY m.scope, i.year;
