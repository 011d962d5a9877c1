-- purpose: how the measures in force on 31 December differ from those of the year before
-- grain:   unit (or municipality, group), year; only where a measure was in force on either day
-- inputs:  measure (one row per delivered row), dim_member (one row per scope and unit), dim_scope_year (one row per unit, year)
-- units:   numbers of measures; days
-- A measure is told by (unit, id, version); its version's age runs from the first day any row of it holds. Where the
-- register names measures for the municipality or the group itself, those win over its units' (registers.md) in all years.
CREATE OR REPLACE TABLE fct_measure_year AS
WITH own_scope AS (
    SELECT DISTINCT unit FROM measure WHERE unit IN ('municipality', 'group')
),

held AS (
    SELECT
        unit AS scope,
        unit,
        measure,
        version,
        target_version,
        valid_from,
        valid_to,
        min(valid_from) OVER (PARTITION BY unit, measure, version) AS since
    FROM measure
),

belongs AS (
    SELECT * FROM held
    UNION ALL
    SELECT m.scope, h.* EXCLUDE (scope)
    FROM dim_member AS m
    JOIN held AS h ON m.member = h.unit
    WHERE m.scope IN ('municipality', 'group') AND m.scope NOT IN (SELECT o.unit FROM own_scope AS o)
),

on_a_day AS (
    SELECT
        b.scope,
        s.year,
        b.unit,
        b.measure,
        b.version,
        b.target_version,
        b.since,
        b.valid_from <= make_date(s.year - 1, 12, 31) AND b.valid_to >= make_date(s.year - 1, 12, 31) AS was_in_force,
        b.valid_from <= make_date(s.year, 12, 31) AND b.valid_to >= make_date(s.year, 12, 31) AS is_in_force
    FROM belongs AS b
    JOIN dim_scope_year AS s ON b.scope = s.unit
),

by_version AS (
    SELECT
        scope,
        year,
        unit,
        measure,
        version,
        bool_or(was_in_force) AS was_in_force,
        bool_or(is_in_force) AS is_in_force,
        max(CASE WHEN was_in_force THEN target_version END) AS target_then,
        max(CASE WHEN is_in_force THEN target_version END) AS target_now,
        max(make_date(year, 12, 31) - since) AS age_days
    FROM on_a_day
    WHERE was_in_force OR is_in_force
    GROUP BY scope, year, unit, measure, version
),

by_measure AS (
    SELECT
        scope,
        year,
        unit,
        measure,
        bool_or(was_in_force) AS was_in_force,
        bool_or(is_in_force) AS is_in_force,
        bool_or(was_in_force <> is_in_force) AS is_changed
    FROM by_version
    GROUP BY scope, year, unit, measure
),

versions AS (
    SELECT
        scope,
        year,
        count(*) AS in_either,
        count(*) FILTER (was_in_force AND is_in_force) AS in_both,
        count(*) FILTER (was_in_force) AS in_force_before,
        count(*) FILTER (is_in_force) AS in_force,
        count(*) FILTER (was_in_force AND is_in_force AND target_then IS DISTINCT FROM target_now) AS retargeted,
        sum(CASE WHEN is_in_force THEN age_days END) AS age_days
    FROM by_version
    GROUP BY scope, year
),

measures AS (
    SELECT
        scope,
        year,
        count(*) FILTER (is_in_force AND NOT was_in_force) AS added,
        count(*) FILTER (was_in_force AND NOT is_in_force) AS removed,
        count(*) FILTER (was_in_force AND is_in_force AND is_changed) AS redefined
    FROM by_measure
    GROUP BY scope, year
)

SELECT
    v.scope AS unit,
    v.year,
    v.in_force_before,
    v.in_force,
    v.in_both,
    v.in_either,
    m.added,
    m.removed,
    m.redefined,
    v.retargeted,
    v.age_days
FROM versions AS v
JOIN measures AS m ON v.scope = m.scope AND v.year = m.year;
