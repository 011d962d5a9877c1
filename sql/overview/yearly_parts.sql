-- purpose: what a unit's year holds that no month says: staff by the headcount register, declared shadow IT, its fixed part
-- grain:   unit, year
-- inputs:  fct_unit_year (one row per unit, year), fct_allocation (one row per unit, year)
-- units:   SEK; part 0-1 of the central cost
SELECT
    f.unit,
    f.year,
    CASE WHEN f.k3_from = 'headcount' THEN f.k3_sek ELSE 0 END AS staff_sek,
    f.k4_declared_sek AS declared_sek,
    a.basis,
    a.part
FROM fct_unit_year AS f
LEFT JOIN fct_allocation AS a ON f.unit = a.unit AND f.year = a.year
WHERE f.kind NOT IN ('municipality', 'group')
ORDER BY f.unit, f.year;
