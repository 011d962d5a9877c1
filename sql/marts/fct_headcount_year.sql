-- purpose: full-time equivalents of a unit over a year, and what its local IT roles cost
-- grain:   unit, year
-- inputs:  headcount (one row per delivered row), parameter (one row per constant and date), unit (one row per unit),
--          closed_headcount (one row per unit, year: a closed year stays as it was)
-- units:   fte full-time equivalents; SEK
-- A source's year is the sum of its rows by the periods it delivered, so a class that is absent in a period counts 0 there.
-- Local roles without a cost (before the parameter's first date) are no cost that is known: the category then counts as
-- missing and is named.
CREATE OR REPLACE TABLE fct_headcount_year AS
WITH priced AS (
    SELECT
        h.unit,
        h.month // 100 AS year,
        h.month,
        h.source,
        h.role,
        h.resource_class,
        h.fte,
        h.fte * h.time_share AS shared_fte,

        CAST(coalesce(h.cost_per_fte_sek, p.number) AS DOUBLE) AS cost_per_fte_sek,
        coalesce(h.status, 'utfall') AS status,
        CASE WHEN h.role IN ('it', 'digitalisation', 'other') THEN h.role ELSE 'local' END AS role_kind
    FROM headcount AS h
    LEFT JOIN parameter AS p
        ON p.id = 'cost_per_fte'
        AND p.valid_from = (
            SELECT max(q.valid_from)
            FROM parameter AS q
            WHERE q.id = 'cost_per_fte' AND q.valid_from <= make_date(h.month // 100, h.month % 100, 1)
        )
),

by_source AS (
    SELECT
        unit,
        year,
        source,
        count(DISTINCT month) AS periods,
        sum(fte) AS total_fte,
        sum(CASE WHEN role_kind = 'it' THEN fte ELSE 0 END) AS it_fte,
        sum(CASE WHEN role_kind = 'local' THEN shared_fte ELSE 0 END) AS local_it_fte,
        sum(CASE WHEN role_kind = 'local' AND cost_per_fte_sek IS NOT NULL THEN 1 ELSE 0 END) AS local_rows,
        sum(
            CASE WHEN role_kind = 'local' THEN CAST(shared_fte AS DOUBLE) * cost_per_fte_sek ELSE 0 END
            ORDER BY cost_per_fte_sek, shared_fte
        ) AS local_cost_sek,
        sum(CASE WHEN role_kind = 'digitalisation' THEN fte ELSE 0 END) AS digital_fte,
        sum(CASE WHEN role_kind = 'digitalisation' AND resource_class = 'permanent' THEN fte ELSE 0 END) AS digital_permanent_fte,
        sum(
            CASE
                WHEN role_kind = 'digitalisation' AND resource_class IN ('borrowed_internal', 'external_consultant') THEN fte
                ELSE 0
            END
        ) AS digital_temporary_fte,
        max(CASE status WHEN 'uppskattad' THEN 2 WHEN 'utfall' THEN 0 ELSE 1 END) AS status_rank
    FROM priced
    GROUP BY unit, year, source
),

counted AS (
    SELECT
        b.unit,
        b.year,
        sum(CAST(b.total_fte AS DOUBLE) / b.periods ORDER BY b.source) AS total_fte,
        sum(CAST(b.it_fte AS DOUBLE) / b.periods ORDER BY b.source) AS it_fte,
        sum(CAST(b.local_it_fte AS DOUBLE) / b.periods ORDER BY b.source) AS local_it_fte,
        sum(CAST(b.digital_fte AS DOUBLE) / b.periods ORDER BY b.source) AS digital_fte,
        sum(CAST(b.digital_permanent_fte AS DOUBLE) / b.periods ORDER BY b.source) AS digital_permanent_fte,
        sum(CAST(b.digital_temporary_fte AS DOUBLE) / b.periods ORDER BY b.source) AS digital_temporary_fte,
        sum(b.local_rows) > 0 AND max(u.kind) IN ('department', 'company') AS has_local_staff,
        CASE WHEN max(u.kind) IN ('department', 'company') THEN sum(b.local_cost_sek / b.periods ORDER BY b.source) ELSE 0 END AS local_cost_sek,
        max(b.status_rank) AS status_rank
    FROM by_source AS b
    JOIN unit AS u ON b.unit = u.unit
    GROUP BY b.unit, b.year
)

SELECT
    unit, year, total_fte, it_fte, local_it_fte, digital_fte, digital_permanent_fte, digital_temporary_fte, has_local_staff,
    local_cost_sek, status_rank
FROM closed_headcount
UNION ALL
SELECT
    n.unit, n.year, n.total_fte, n.it_fte, n.local_it_fte, n.digital_fte, n.digital_permanent_fte, n.digital_temporary_fte,
    n.has_local_staff, n.local_cost_sek, n.status_rank
FROM counted AS n
WHERE NOT EXISTS (SELECT 1 FROM closed_headcount AS c WHERE c.unit = n.unit AND c.year = n.year);
