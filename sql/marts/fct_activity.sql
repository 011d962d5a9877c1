-- purpose: total IT by what the work was: development, maintenance, operation, or lines that do not say ('none')
-- grain:   unit (or municipality, group), year, activity; only where there are lines, or a central cost to have a part of
-- inputs:  fct_cost (one row per unit, month and classification), fct_allocation (one row per unit, year),
--          dim_member (one row per scope and unit), dim_scope_year (one row per unit, year)
-- units:   SEK; has_lines = it_sek is made of something, even where that sums to 0;
--          central_sek = the scope's part of the central IT unit's cost, empty where it cannot be shared out
-- Group: all lines of K1-K4, each once. Central IT unit: its own K1 lines. Municipality and units: own K2-K4 lines, and of
-- each activity's K1 the part that the allocation gives them. Ledger lines only: what headcount and declared shadow IT add
-- has no activity. Investment stands beside and is in no sum.
CREATE OR REPLACE TABLE fct_activity AS
WITH line AS (
    SELECT
        c.unit,
        c.year,
        coalesce(c.activity, 'none') AS activity,
        c.category = 'central_it' AS is_central,
        c.funding = 'investering' AS is_investment,
        c.amount_sek
    FROM fct_cost AS c
    WHERE c.category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it')
),

own AS (
    SELECT
        m.scope,
        l.year,
        l.activity,
        sum(
            CASE
                WHEN l.is_investment THEN 0
                WHEN m.scope_kind = 'group' THEN l.amount_sek
                WHEN (m.scope_kind = 'central_it') = l.is_central THEN l.amount_sek
                ELSE 0
            END
        ) AS own_sek,
        count(CASE WHEN NOT l.is_investment AND (m.scope_kind = 'group' OR (m.scope_kind = 'central_it') = l.is_central) THEN 1 END)
            > 0 AS has_lines,
        sum(CASE WHEN l.is_investment THEN l.amount_sek ELSE 0 END) AS it_investment_sek
    FROM dim_member AS m
    JOIN line AS l ON m.member = l.unit
    GROUP BY m.scope, l.year, l.activity
),

central AS (
    SELECT year, activity, sum(amount_sek) AS central_sek
    FROM line
    WHERE is_central AND NOT is_investment
    GROUP BY year, activity
),

allocated_year AS (
    SELECT DISTINCT year FROM fct_allocation
),

part AS (
    SELECT m.scope, a.year, sum(a.part ORDER BY a.unit) AS part
    FROM dim_member AS m
    JOIN fct_allocation AS a ON m.member = a.unit
    GROUP BY m.scope, a.year
),

-- The group's central cost is among its own lines already, and so is the central IT unit's.
shared AS (
    SELECT
        s.unit AS scope,
        s.year,
        c.activity,
        CASE
            WHEN s.kind IN ('group', 'central_it') THEN 0
            WHEN y.year IS NOT NULL THEN CAST(c.central_sek AS DOUBLE) * coalesce(p.part, 0)
        END AS central_sek,
        s.kind NOT IN ('group', 'central_it') AND (y.year IS NULL OR coalesce(p.part, 0) > 0) AS has_lines
    FROM dim_scope_year AS s
    JOIN central AS c ON s.year = c.year
    LEFT JOIN allocated_year AS y ON s.year = y.year
    LEFT JOIN part AS p ON s.unit = p.scope AND s.year = p.year
)

SELECT
    coalesce(o.scope, s.scope) AS unit,
    coalesce(o.year, s.year) AS year,
    coalesce(o.activity, s.activity) AS activity,
    CAST(coalesce(o.own_sek, 0) AS DECIMAL(18, 2)) AS own_sek,
    coalesce(o.has_lines, FALSE) OR coalesce(s.has_lines, FALSE) AS has_lines,
    CASE WHEN s.scope IS NULL THEN 0 ELSE s.central_sek END AS central_sek,
    CAST(coalesce(o.own_sek, 0) AS DOUBLE) + CASE WHEN s.scope IS NULL THEN 0 ELSE s.central_sek END AS it_sek,
    CAST(coalesce(o.it_investment_sek, 0) AS DECIMAL(18, 2)) AS it_investment_sek
FROM own AS o
FULL OUTER JOIN shared AS s ON o.scope = s.scope AND o.year = s.year AND o.activity = s.activity;
