-- purpose: what IT is of each department's and company's turnover, and per HTE: the shares that equality compares
-- grain:   scope (municipality or group), year, base (turnover or fte), unit
-- inputs:  fct_unit_year (one row per unit, year), dim_member (one row per scope, member: the join gives a company's row to
--          the group alone)
-- units:   cost SEK; base SEK (turnover) or HTE (fte); share SEK/SEK or SEK/HTE
-- The central IT and digitalisation units are not compared: what they cost is the others' means. A unit without the cost or
-- without the base has no share.
CREATE OR REPLACE TABLE fct_compared_unit AS
WITH own AS (
    SELECT
        u.unit,
        u.kind,
        u.year,
        b.base,
        CAST(u.total_it_sek AS DOUBLE) AS cost_sek,
        CASE b.base WHEN 'turnover' THEN CAST(u.turnover_sek AS DOUBLE) ELSE u.total_fte END AS base_number,
        CASE
            WHEN u.k3_from = 'headcount' OR u.k4_declared_sek <> 0 THEN 'uppskattad'
            WHEN b.base = 'turnover' THEN u.turnover_status
            ELSE u.fte_status
        END AS status,
        u.k1_part_sek <> 0 OR (u.k1_part_sek IS NOT NULL AND u.has_k1) AS has_k1,
        u.has_k2,
        u.has_k3,
        u.has_k4
    FROM fct_unit_year AS u
    CROSS JOIN (
        VALUES ('turnover'), ('fte')
    ) AS b (base)
    WHERE u.kind IN ('department', 'company')
)

SELECT
    m.scope,
    o.unit,
    o.kind,
    o.year,
    o.base,
    o.cost_sek,
    o.base_number,
    o.cost_sek / nullif(o.base_number, 0) AS share,
    o.status,
    coalesce(o.has_k1, FALSE) AS has_k1,
    o.has_k2,
    o.has_k3,
    o.has_k4
FROM own AS o
JOIN dim_member AS m ON o.unit = m.member
WHERE m.scope IN ('municipality', 'group');
