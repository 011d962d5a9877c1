-- purpose: what closing a unit's month freezes, category by category
-- grain:   category
-- inputs:  fct_cost (one row per unit, month and classification)
-- units:   SEK; cost_abs_sek is cost without regard to sign
-- params:  $unit, $month
SELECT
    category,
    CAST(sum(line_count) AS BIGINT) AS line_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    CAST(sum(CASE WHEN is_cost THEN absolute_sek ELSE 0 END) AS DECIMAL(18, 2)) AS cost_abs_sek
FROM fct_cost
WHERE unit = $unit AND month = $month
GROUP BY category
ORDER BY sum(absolute_sek) DESC, category;
