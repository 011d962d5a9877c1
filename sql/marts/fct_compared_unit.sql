-- purpose: what IT is of each department's and company's turnover, and per HTE: the shares that equality compares
-- grain:   scope (municipality or group), year, base (turnover or fte), unit
-- inputs:  fct_unit_year (one row per unit, year), dim_member (one row per scope, member: the join gives a company's row to
--          the group alone)
-- units:   cost SEK; base SEK (turnover) or HTE (fte); share SEK/SEK or SEK/HTE
-- The central IT and digitalisation units are not compared: what they cost is the others' means. A unit without the cost or
-- without the base has no share.
CREATE OR REPLACE TABLE fct_compared_unit AS
WITH based AS (
    SELECT
        u.*,
        b.base,
        CASE b.base WHEN 'turnover' THEN CAST(u.turnover_sek AS DOUBLE) ELSE u.total_fte END AS base_number,
        CASE b.base WHEN 'turnover' THEN u.turnover_status ELSE u.fte_status END AS base_status
    FROM fct_unit_year AS u
    CROSS JOIN (
        VALUES ('turnover'), ('fte')
    ) AS b (base)
    WHERE u.kind IN ('department', 'company')
),

own AS (
    SELECT
        unit,
        kind,
        year,
        base,
        CAST(total_it_sek AS DOUBLE) AS cost_sek,
        base_number,
        CASE
            WHEN k3_from = 'headcount' OR k4_declared_sek <> 0 OR 'uppskattad' IN (k1_part_status, base_status)
                THEN 'uppskattad'
            WHEN 'antagande' IN (k1_part_status, base_status) THEN 'antagande'
            ELSE base_status
        END AS status,
        k1_part_sek <> 0 OR (k1_part_sek IS NOT NULL AND has_k1) AS has_k1,
        has_k2,
        has_k3,
        has_k4
    FROM based
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
