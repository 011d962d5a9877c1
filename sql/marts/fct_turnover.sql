-- purpose: turnover (omslutning) of each unit, the municipality and the group
-- grain:   unit, year; only where it is known or can be estimated
-- inputs:  turnover (one row per delivered row), fct_unit_cost (one row per unit, year), unit (one row per unit),
--          closed_turnover (one row per unit, year)
-- units:   SEK
-- A register row wins: outcome before budget before assumption, then the latest delivery. Else a unit's own ledger, as an
-- estimate; group and municipality are never estimated, since they need consolidated figures. Of a closed year it stays as it
-- was when the year was closed.
CREATE OR REPLACE TABLE fct_turnover AS
WITH ranked AS (
    SELECT
        unit,
        year,
        turnover_sek,
        definition,
        status,
        row_number() OVER (
            PARTITION BY unit, year
            ORDER BY CASE status WHEN 'utfall' THEN 0 WHEN 'budget' THEN 1 ELSE 2 END, file_id DESC, line DESC
        ) AS preference
    FROM turnover
),

registered AS (
    SELECT
        unit,
        year,
        turnover_sek,
        definition,
        CASE WHEN status = 'utfall' THEN 0 ELSE 1 END AS status_rank
    FROM ranked
    WHERE preference = 1
),

estimated AS (
    SELECT
        c.unit,
        c.year,
        CASE WHEN u.kind = 'company' THEN c.income_sek ELSE c.operating_cost_sek END AS turnover_sek,
        CASE WHEN u.kind = 'company' THEN 'class 3' ELSE 'class 4-7' END AS definition
    FROM fct_unit_cost AS c
    JOIN unit AS u ON c.unit = u.unit
    WHERE (u.kind = 'company' AND c.has_income) OR (u.kind <> 'company' AND c.has_operating_cost)
)

SELECT unit, year, turnover_sek, definition, status_rank FROM closed_turnover
UNION ALL
SELECT r.unit, r.year, r.turnover_sek, r.definition, r.status_rank
FROM registered AS r
WHERE NOT EXISTS (SELECT 1 FROM closed_turnover AS c WHERE c.unit = r.unit AND c.year = r.year)
UNION ALL
SELECT e.unit, e.year, CAST(e.turnover_sek AS DECIMAL(18, 2)), e.definition, 2
FROM estimated AS e
WHERE NOT EXISTS (SELECT 1 FROM registered AS r WHERE r.unit = e.unit AND r.year = e.year)
    AND NOT EXISTS (SELECT 1 FROM closed_turnover AS c WHERE c.unit = e.unit AND c.year = e.year);
