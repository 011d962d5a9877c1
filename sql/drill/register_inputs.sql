-- purpose: the register rows a figure rests on beside the ledger; of the steering registers `what` is the row as delivered
-- grain:   one row per register row
-- inputs:  headcount, declared_shadow_it, turnover, register_row, delivered_file, fct_unit_year, fct_pace
-- params:  $year, $first_year (of the steering registers' rows), $members, $scope, $each_unit (the figure compares its members), $local_staff, $shadow, $turnover, $staff,
--          $other_staff (roles beside IT too), $registers, $pace (the variant of a figure of pacing, else empty), $most, $first
WITH rests_on AS (
    -- A pace rests on the last earlier year with a share, or on the year it was decided, however long ago that is.
    SELECT
        least(
            $first_year,
            min(CASE WHEN $pace IN ('outcome', 'years_to_target', 'compliance') THEN p.earlier_year END),
            min(CASE WHEN $pace IN ('decided', 'compliance') THEN p.decided_year END)
        ) AS first_year
    FROM fct_pace AS p
    WHERE p.year = $year AND p.unit = $scope
),

found AS (
    SELECT 'headcount' AS register, h.unit, f.file_name AS file, h.line, h.role AS what, CAST(h.fte AS DOUBLE) AS number, 'HTE' AS counted_in
    FROM headcount AS h
    JOIN delivered_file AS f ON h.file_id = f.file_id
    WHERE h.month // 100 = $year AND h.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
        AND (
            ($staff AND ($other_staff OR h.role <> 'other'))
            OR (
                $local_staff AND h.role NOT IN ('it', 'digitalisation', 'other')
                AND h.unit IN (SELECT y.unit FROM fct_unit_year AS y WHERE y.year = $year AND y.k3_from = 'headcount')
            )
        )
    UNION ALL
    SELECT 'declared_shadow_it', d.unit, f.file_name, d.line, coalesce(d.basis, ''), CAST(d.amount_sek AS DOUBLE), 'SEK'
    FROM declared_shadow_it AS d
    JOIN delivered_file AS f ON d.file_id = f.file_id
    WHERE $shadow AND d.year = $year AND d.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
    UNION ALL
    SELECT 'turnover', t.unit, f.file_name, t.line, coalesce(t.definition, '') || ' (' || t.status || ')', CAST(t.turnover_sek AS DOUBLE), 'SEK'
    FROM turnover AS t
    JOIN delivered_file AS f ON t.file_id = f.file_id
    WHERE $turnover AND t.year = $year
        AND CASE WHEN $each_unit THEN t.unit IN (SELECT unnest(CAST($members AS VARCHAR[]))) ELSE t.unit = $scope END
    UNION ALL
    -- A row of a year or month counts in it; one that holds from a day on, in every year it holds some of and in the next.
    SELECT r.register, coalesce(r.content ->> '$.unit', split_part(r.part, '|', 1)), f.file_name, r.line, r.content, NULL, 'row'
    FROM register_row AS r
    CROSS JOIN rests_on AS o
    JOIN delivered_file AS f ON r.file_id = f.file_id
    WHERE r.register IN (SELECT unnest(CAST($registers AS VARCHAR[])))
        AND (
            coalesce(r.content ->> '$.unit', split_part(r.part, '|', 1)) = $scope
            OR coalesce(r.content ->> '$.unit', split_part(r.part, '|', 1)) IN (SELECT unnest(CAST($members AS VARCHAR[])))
        )
        AND CASE
            WHEN r.register = 'pace_targets' THEN CAST(r.content ->> '$.decided_year' AS INTEGER) <= $year
            WHEN r.content ->> '$.year' IS NOT NULL THEN CAST(r.content ->> '$.year' AS INTEGER) BETWEEN o.first_year AND $year
            WHEN r.content ->> '$.period' IS NOT NULL THEN CAST(substr(r.content ->> '$.period', 1, 4) AS INTEGER) BETWEEN o.first_year AND $year
            ELSE coalesce(CAST(substr(r.content ->> '$.valid_from', 1, 4) AS INTEGER), 0) <= $year
                AND coalesce(CAST(substr(r.content ->> '$.valid_to', 1, 4) AS INTEGER), 9999) >= least($year - 1, o.first_year)
        END
)

SELECT
    register,
    unit,
    file,
    line,
    what,
    number,
    counted_in,
    count(*) OVER () AS input_count
FROM found
ORDER BY register, file, line, unit, what
LIMIT $most OFFSET $first;
