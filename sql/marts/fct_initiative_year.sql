-- purpose: what initiatives cost on each side of the two balance axes, and the benefit of each direction
-- grain:   unit (or municipality, group), year; only where there are initiatives
-- inputs:  initiative (one row per delivered row), dim_member (one row per scope and unit)
-- units:   SEK, full-time equivalents
-- An initiative without orientation (direction) is on neither side of that axis; one without HTE is on neither side where
-- HTE weigh. It is valued where planned or realised benefit is filled in any of its rows of the year. Re-allocated is, row by
-- row, at most what was realised, as in KPI2: the rest of the realised is slack. A sum of nothing but empty cells is empty.
CREATE OR REPLACE TABLE fct_initiative_year AS
WITH measured AS (
    SELECT
        initiative,
        unit,
        year,
        orientation,
        direction,
        cost_sek,
        fte,
        benefit_planned_sek,
        benefit_realised_sek,
        CASE
            WHEN benefit_reallocated_sek < benefit_realised_sek THEN benefit_reallocated_sek
            WHEN benefit_reallocated_sek IS NOT NULL THEN benefit_realised_sek
        END AS benefit_moved_sek,
        CASE WHEN benefit_planned_sek IS NOT NULL OR benefit_realised_sek IS NOT NULL THEN 1 ELSE 0 END AS is_valued
    FROM initiative
),

valued AS (
    SELECT unit, year, initiative, max(is_valued) AS is_valued
    FROM measured
    GROUP BY unit, year, initiative
),

counted AS (
    SELECT m.scope, v.year, count(*) AS initiatives, sum(v.is_valued) AS valued_initiatives
    FROM valued AS v
    JOIN dim_member AS m ON v.unit = m.member
    GROUP BY m.scope, v.year
)

SELECT
    m.scope AS unit,
    i.year,
    max(c.initiatives) AS initiatives,
    CAST(max(c.valued_initiatives) AS BIGINT) AS valued_initiatives,
    count(i.orientation) AS oriented,
    count(i.direction) AS directed,
    CAST(sum(CASE WHEN i.orientation = 'efficiency' THEN i.cost_sek END) AS DECIMAL(18, 2)) AS efficiency_sek,
    CAST(sum(CASE WHEN i.orientation = 'innovation' THEN i.cost_sek END) AS DECIMAL(18, 2)) AS innovation_sek,
    CAST(sum(CASE WHEN i.direction = 'internal' THEN i.cost_sek END) AS DECIMAL(18, 2)) AS internal_sek,
    CAST(sum(CASE WHEN i.direction = 'external' THEN i.cost_sek END) AS DECIMAL(18, 2)) AS external_sek,
    CAST(sum(CASE WHEN i.orientation = 'efficiency' THEN i.fte END) AS DOUBLE) AS efficiency_fte,
    CAST(sum(CASE WHEN i.orientation = 'innovation' THEN i.fte END) AS DOUBLE) AS innovation_fte,
    CAST(sum(CASE WHEN i.direction = 'internal' THEN i.fte END) AS DOUBLE) AS internal_fte,
    CAST(sum(CASE WHEN i.direction = 'external' THEN i.fte END) AS DOUBLE) AS external_fte,
    CAST(sum(CASE WHEN i.direction = 'internal' THEN i.benefit_planned_sek END) AS DECIMAL(18, 2)) AS internal_planned_sek,
    CAST(sum(CASE WHEN i.direction = 'external' THEN i.benefit_planned_sek END) AS DECIMAL(18, 2)) AS external_planned_sek,
    CAST(sum(CASE WHEN i.direction IS NULL THEN i.benefit_planned_sek END) AS DECIMAL(18, 2)) AS undirected_planned_sek,
    CAST(sum(CASE WHEN i.direction = 'internal' THEN i.benefit_realised_sek END) AS DECIMAL(18, 2)) AS internal_realised_sek,
    CAST(sum(CASE WHEN i.direction = 'external' THEN i.benefit_realised_sek END) AS DECIMAL(18, 2)) AS external_realised_sek,
    CAST(sum(CASE WHEN i.direction IS NULL THEN i.benefit_realised_sek END) AS DECIMAL(18, 2)) AS undirected_realised_sek,
    CAST(sum(CASE WHEN i.direction = 'internal' THEN i.benefit_moved_sek END) AS DECIMAL(18, 2)) AS internal_moved_sek,
    CAST(sum(CASE WHEN i.direction = 'external' THEN i.benefit_moved_sek END) AS DECIMAL(18, 2)) AS external_moved_sek,
    CAST(sum(CASE WHEN i.direction IS NULL THEN i.benefit_moved_sek END) AS DECIMAL(18, 2)) AS undirected_moved_sek
FROM measured AS i
JOIN dim_member AS m ON i.unit = m.member
JOIN counted AS c ON m.scope = c.scope AND i.year = c.year
GROUP BY m.scope, i.year;
