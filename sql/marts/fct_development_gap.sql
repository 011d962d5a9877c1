-- purpose: what is set aside for development against its target and its plan
-- grain:   unit (or municipality, group), year
-- inputs:  development (one row per delivered row), parameter (one row per constant and date),
--          fct_activity (one row per unit, year, activity), fct_unit_year (one row per unit, year),
--          dim_member (one row per scope and unit), dim_scope_year (one row per unit, year)
-- units:   SEK; full-time equivalents; target 0-1; ranks 0 outcome, 1 assumption, 2 estimate
-- wanted = target x resource. Rows of several sources are added; of targets the latest delivered holds, and without one the
-- dated default. Used SEK is what the register says, else the ledger's lines of development.
-- Municipality and group: what a row with their own code gives, else the sum of their units' gaps, and of used and planned
-- where a unit has both. A figure of a row that lacks what it needs is no row. Each is as weak as what it is made of: SEK of
-- the headcount that shares the central cost out where it does, HTE of its own headcount, a sum of the units in it alone.
CREATE OR REPLACE TABLE fct_development_gap AS
WITH registered AS (
    SELECT
        unit,
        year,
        sum(planned_fte) AS planned_fte,
        sum(used_fte) AS used_fte,
        sum(planned_sek) AS planned_sek,
        sum(used_sek) AS used_sek
    FROM development
    GROUP BY unit, year
),

target AS (
    SELECT
        unit,
        year,
        target_share,
        row_number() OVER (PARTITION BY unit, year ORDER BY file_id DESC, line DESC) AS preference
    FROM development
    WHERE target_share IS NOT NULL
),

default_target AS (
    SELECT
        y.year,
        p.number AS target_share,
        row_number() OVER (PARTITION BY y.year ORDER BY p.valid_from DESC) AS preference
    FROM (SELECT DISTINCT year FROM dim_scope_year) AS y
    JOIN parameter AS p ON p.id = 'development_target' AND p.valid_from <= make_date(y.year, 12, 31)
),

booked AS (
    SELECT
        unit,
        year,
        sum(it_sek ORDER BY activity) AS resource_sek,
        sum(CASE WHEN activity = 'development' THEN it_sek ELSE 0 END ORDER BY activity) AS development_sek,
        count(*) > count(it_sek) AS lacks_allocation
    FROM fct_activity
    WHERE activity <> 'none' AND has_lines
    GROUP BY unit, year
),

own AS (
    SELECT
        s.unit,
        s.kind,
        s.year,
        r.unit IS NOT NULL AS has_row,
        coalesce(t.target_share, d.target_share) AS target_share,
        CASE WHEN t.target_share IS NOT NULL THEN 'register' WHEN d.target_share IS NOT NULL THEN 'default' END AS target_from,
        r.planned_fte,
        r.used_fte,
        r.planned_sek,
        r.used_sek AS registered_used_sek,
        CASE
            WHEN r.used_sek IS NOT NULL THEN CAST(r.used_sek AS DOUBLE)
            WHEN NOT b.lacks_allocation THEN b.development_sek
        END AS used_sek,
        CASE WHEN r.used_sek IS NOT NULL THEN 'register' WHEN NOT b.lacks_allocation THEN 'ledger' END AS used_sek_from,
        coalesce(b.lacks_allocation, FALSE) AS lacks_allocation,
        CASE WHEN NOT b.lacks_allocation THEN b.resource_sek END AS resource_sek,
        u.it_fte + u.digital_fte + u.local_it_fte AS resource_fte,
        CASE u.k1_part_status WHEN 'uppskattad' THEN 2 WHEN 'antagande' THEN 1 ELSE 0 END AS sek_rank,
        CASE u.fte_status WHEN 'uppskattad' THEN 2 WHEN 'antagande' THEN 1 ELSE 0 END AS fte_rank
    FROM dim_scope_year AS s
    LEFT JOIN registered AS r ON s.unit = r.unit AND s.year = r.year
    LEFT JOIN target AS t ON s.unit = t.unit AND s.year = t.year AND t.preference = 1
    LEFT JOIN default_target AS d ON s.year = d.year AND d.preference = 1
    LEFT JOIN booked AS b ON s.unit = b.unit AND s.year = b.year
    LEFT JOIN fct_unit_year AS u ON s.unit = u.unit AND s.year = u.year
),

-- The two sides of each figure, empty together where either is.
sided AS (
    SELECT
        *,
        CASE WHEN used_sek IS NOT NULL THEN CAST(target_share AS DOUBLE) * resource_sek END AS gap_wanted_sek,
        CASE WHEN CAST(target_share AS DOUBLE) * resource_sek IS NOT NULL THEN used_sek END AS gap_used_sek,
        CASE WHEN used_fte IS NOT NULL THEN CAST(target_share AS DOUBLE) * resource_fte END AS gap_wanted_fte,
        CASE WHEN CAST(target_share AS DOUBLE) * resource_fte IS NOT NULL THEN CAST(used_fte AS DOUBLE) END AS gap_used_fte,
        CASE WHEN planned_sek IS NOT NULL THEN used_sek END AS plan_used_sek,
        CASE WHEN used_sek IS NOT NULL THEN CAST(planned_sek AS DOUBLE) END AS plan_planned_sek,
        CASE WHEN planned_fte IS NOT NULL THEN CAST(used_fte AS DOUBLE) END AS plan_used_fte,
        CASE WHEN used_fte IS NOT NULL THEN CAST(planned_fte AS DOUBLE) END AS plan_planned_fte,
        CASE WHEN used_sek_from = 'ledger' THEN sek_rank ELSE 0 END AS plan_rank
    FROM own
),

derived AS (
    SELECT
        m.scope,
        o.year,
        bool_or(o.has_row) AS has_row,
        bool_or(o.planned_sek IS NOT NULL) AS has_planned_sek,
        bool_or(o.planned_fte IS NOT NULL) AS has_planned_fte,
        count(*) AS units,
        count(o.gap_wanted_sek) AS units_gap_sek,
        count(o.gap_wanted_fte) AS units_gap_fte,
        sum(o.gap_wanted_sek ORDER BY o.unit) AS gap_wanted_sek,
        sum(o.gap_used_sek ORDER BY o.unit) AS gap_used_sek,
        sum(o.gap_wanted_fte ORDER BY o.unit) AS gap_wanted_fte,
        sum(o.gap_used_fte ORDER BY o.unit) AS gap_used_fte,
        sum(o.plan_used_sek ORDER BY o.unit) AS plan_used_sek,
        sum(o.plan_planned_sek ORDER BY o.unit) AS plan_planned_sek,
        sum(o.plan_used_fte ORDER BY o.unit) AS plan_used_fte,
        sum(o.plan_planned_fte ORDER BY o.unit) AS plan_planned_fte,
        max(o.sek_rank) FILTER (o.gap_wanted_sek IS NOT NULL) AS sek_rank,
        max(o.fte_rank) FILTER (o.gap_wanted_fte IS NOT NULL) AS fte_rank,
        max(o.plan_rank) FILTER (o.plan_used_sek IS NOT NULL) AS plan_rank
    FROM dim_member AS m
    JOIN sided AS o ON m.member = o.unit
    WHERE m.scope IN ('municipality', 'group')
    GROUP BY m.scope, o.year
)

SELECT
    o.unit,
    o.year,
    o.kind,
    o.has_row,
    o.has_row OR coalesce(d.has_row, FALSE) AS has_any_row,
    o.planned_sek IS NOT NULL OR coalesce(d.has_planned_sek, FALSE) AS has_planned_sek,
    o.planned_fte IS NOT NULL OR coalesce(d.has_planned_fte, FALSE) AS has_planned_fte,
    o.target_share,
    o.target_from,
    o.lacks_allocation,
    o.resource_sek,
    o.resource_fte,
    o.used_sek_from,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_sek IS NOT NULL) THEN 'own' ELSE 'units' END AS gap_sek_from,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_fte IS NOT NULL) THEN 'own' ELSE 'units' END AS gap_fte_from,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_sek IS NOT NULL) THEN o.gap_wanted_sek ELSE d.gap_wanted_sek END
        AS gap_wanted_sek,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_sek IS NOT NULL) THEN o.gap_used_sek ELSE d.gap_used_sek END
        AS gap_used_sek,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_fte IS NOT NULL) THEN o.gap_wanted_fte ELSE d.gap_wanted_fte END
        AS gap_wanted_fte,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_fte IS NOT NULL) THEN o.gap_used_fte ELSE d.gap_used_fte END
        AS gap_used_fte,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.plan_used_sek IS NOT NULL) THEN o.plan_used_sek ELSE d.plan_used_sek END
        AS plan_used_sek,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.plan_used_sek IS NOT NULL) THEN o.plan_planned_sek ELSE d.plan_planned_sek END
        AS plan_planned_sek,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.plan_used_fte IS NOT NULL) THEN o.plan_used_fte ELSE d.plan_used_fte END
        AS plan_used_fte,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.plan_used_fte IS NOT NULL) THEN o.plan_planned_fte ELSE d.plan_planned_fte END
        AS plan_planned_fte,
    coalesce(d.units, 0) AS units,
    coalesce(d.units_gap_sek, 0) AS units_gap_sek,
    coalesce(d.units_gap_fte, 0) AS units_gap_fte,
    o.planned_fte,
    o.used_fte,
    o.planned_sek,
    o.registered_used_sek,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_sek IS NOT NULL) THEN o.sek_rank ELSE d.sek_rank END AS gap_sek_rank,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.gap_wanted_fte IS NOT NULL) THEN o.fte_rank ELSE d.fte_rank END AS gap_fte_rank,
    CASE WHEN d.scope IS NULL OR (o.has_row AND o.plan_used_sek IS NOT NULL) THEN o.plan_rank ELSE d.plan_rank END AS plan_sek_rank
FROM sided AS o
LEFT JOIN derived AS d ON o.unit = d.scope AND o.year = d.year;
