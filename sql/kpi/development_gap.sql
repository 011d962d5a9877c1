-- purpose: how far what is used for development is from the target, in SEK and in full-time equivalents
-- grain:   unit, variant (one year)
-- inputs:  dim_scope_year (one row per unit, year), fct_development_gap (one row per unit and year), fct_unit_year (one row per
--          unit and year)
-- units:   numerator SEK (sek) or HTE (fte), denominator the same, value SEK or HTE
-- params:  $year
-- value = numerator - denominator: what the target asks for less what is used, so that above 0 means below the target.
WITH figure AS (
    SELECT
        d.unit,
        v.variant,
        CASE v.variant WHEN 'sek' THEN g.gap_wanted_sek ELSE g.gap_wanted_fte END AS numerator,
        CASE v.variant WHEN 'sek' THEN g.gap_used_sek ELSE g.gap_used_fte END AS denominator,
        CASE CASE v.variant WHEN 'sek' THEN g.gap_sek_rank ELSE g.gap_fte_rank END
            WHEN 2 THEN 'uppskattad'
            WHEN 1 THEN 'antagande'
            ELSE 'utfall'
        END AS status,
        CASE
            WHEN v.variant = 'sek' AND g.gap_wanted_sek IS NOT NULL THEN NULL
            WHEN v.variant = 'fte' AND g.gap_wanted_fte IS NOT NULL THEN NULL
            WHEN g.target_share IS NULL THEN 'no_parameter'
            WHEN v.variant = 'sek' AND g.lacks_allocation THEN 'no_allocation'
            WHEN v.variant = 'sek' AND coalesce(u.has_ledger, FALSE) THEN 'no_activity'
            WHEN v.variant = 'sek' THEN 'no_ledger'
            WHEN g.resource_fte IS NULL AND NOT g.has_any_row THEN 'register:headcount,development'
            WHEN g.resource_fte IS NULL THEN 'no_headcount'
            WHEN NOT g.has_any_row THEN 'register:development'
            ELSE 'no_used_fte'
        END AS missing
    FROM dim_scope_year AS d
    CROSS JOIN (
        VALUES ('sek'), ('fte')
    ) AS v (variant)
    LEFT JOIN fct_development_gap AS g ON d.unit = g.unit AND d.year = g.year
    LEFT JOIN fct_unit_year AS u ON d.unit = u.unit AND d.year = u.year
    WHERE d.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    numerator - denominator AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
