-- purpose: what all IT of the group costs in a year, now and as a change of the rules would decide
-- grain:   year
-- inputs:  line_out (temp view over line_in), fct_unit_year (one row per unit and year), fct_headcount_year (same)
-- units:   SEK
-- A year is left out where the change moves staff of a unit whose staff cost may come from its headcount: the ledger
-- then takes the place of an estimate, or gives way to it, and only a whole build says what that sums to.
WITH changed AS (
    SELECT
        unit,
        month // 100 AS year,
        sum(
            CASE
                WHEN category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it') AND funding <> 'investering'
                    THEN amount_sek
                ELSE 0
            END
        ) - sum(
            CASE
                WHEN held.category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it')
                    AND held.funding <> 'investering'
                    THEN amount_sek
                ELSE 0
            END
        ) AS added_sek,
        bool_or(
            (category IS NOT DISTINCT FROM 'local_it_staff') <> (held.category IS NOT DISTINCT FROM 'local_it_staff')
        ) AS moves_staff
    FROM line_out
    GROUP BY ALL
)

SELECT
    c.year,
    g.total_it_sek AS before_sek,
    g.total_it_sek + CAST(sum(c.added_sek) AS DOUBLE) AS after_sek
FROM changed AS c
JOIN fct_unit_year AS g ON c.year = g.year AND g.unit = 'group'
LEFT JOIN fct_headcount_year AS h ON c.unit = h.unit AND c.year = h.year
WHERE g.total_it_sek IS NOT NULL
GROUP BY c.year, g.total_it_sek
HAVING sum(c.added_sek) <> 0 AND NOT bool_or(c.moves_staff AND coalesce(h.has_local_staff, FALSE))
ORDER BY c.year DESC;
