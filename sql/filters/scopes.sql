-- purpose: every unit, the municipality and the group, by year, with how much of its cost is classified
-- inputs:  fct_unit_year, unit
SELECT
    f.unit,
    f.year,
    f.kind,
    coalesce(u.name, f.unit) AS name,
    f.classified_share,
    f.months,
    f.has_ledger
FROM fct_unit_year AS f
LEFT JOIN unit AS u ON f.unit = u.unit
ORDER BY f.unit, f.year;
