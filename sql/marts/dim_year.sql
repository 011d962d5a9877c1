-- purpose: the years that figures are asked for, and those they may be asked for
-- grain:   year
-- inputs:  ledger_part, headcount, turnover, declared_shadow_it, development, initiative, service_volume, service, backlog,
--          measure, pace_target (rows with a year, month or validity each)
-- A year is dated where something is said of that very year. What only holds from a day on dates the years it begins and
-- ends in where nothing else does; up to ten years after the last one named it holds too, if somebody asks.
CREATE OR REPLACE TABLE dim_year AS
WITH dated AS (
    SELECT month // 100 AS year FROM ledger_part
    UNION
    SELECT month // 100 FROM headcount
    UNION
    SELECT year FROM turnover
    UNION
    SELECT year FROM declared_shadow_it
    UNION
    SELECT year FROM development
    UNION
    SELECT year FROM initiative
    UNION
    SELECT month // 100 FROM service_volume
    UNION
    SELECT year FROM service WHERE year IS NOT NULL
    UNION
    SELECT month // 100 FROM backlog
),

valid AS (
    SELECT extract(YEAR FROM valid_from) AS year FROM service
    UNION
    SELECT extract(YEAR FROM valid_to) FROM service WHERE valid_to < DATE '9999-12-31'
    UNION
    SELECT extract(YEAR FROM valid_from) FROM measure
    UNION
    SELECT extract(YEAR FROM valid_to) FROM measure WHERE valid_to < DATE '9999-12-31'
    UNION
    SELECT decided_year FROM pace_target
),

named AS (
    SELECT year, TRUE AS is_dated FROM dated
    UNION ALL
    SELECT year, NOT EXISTS (SELECT 1 FROM dated) FROM valid
),

possible AS (
    SELECT unnest(range(min(year), max(year) + 11)) AS year FROM named
)

SELECT
    CAST(p.year AS INTEGER) AS year,
    coalesce(bool_or(n.is_dated), FALSE) AS is_dated
FROM possible AS p
LEFT JOIN named AS n ON p.year = n.year
GROUP BY p.year;
