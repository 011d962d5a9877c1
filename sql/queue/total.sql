-- purpose: how much cost is undecided, and of how much
-- inputs:  fct_cost (one row per unit, month and classification)
-- units:   SEK, without regard to sign
-- params:  $units, $year (NULL = all)
SELECT
    CAST(coalesce(sum(CASE WHEN category = 'unclassified' THEN absolute_sek ELSE 0 END), 0) AS DECIMAL(18, 2)) AS undecided_sek,
    CAST(coalesce(sum(CASE WHEN is_cost THEN absolute_sek ELSE 0 END), 0) AS DECIMAL(18, 2)) AS cost_sek
FROM fct_cost
WHERE unit IN (SELECT unnest(CAST($units AS VARCHAR[]))) AND ($year IS NULL OR year = $year);
