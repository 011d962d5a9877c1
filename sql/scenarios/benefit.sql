-- purpose: how much of the benefit realised over three years was re-allocated
-- grain:   one row
-- inputs:  fct_benefit_year (one row per unit, year)
-- units:   SEK
-- params:  $unit, $year
SELECT CAST(sum(realised_sek) AS DECIMAL(18, 2)) AS realised_sek, CAST(sum(effect_sek) AS DECIMAL(18, 2)) AS effect_sek
FROM fct_benefit_year
WHERE unit = $unit AND year BETWEEN $year - 2 AND $year;
