-- purpose: every unit of one year, with what it costs
-- grain:   unit
-- inputs:  fct_unit_year (one row per unit, year), unit (one row per unit)
-- units:   SEK, HTE
-- params:  $year
SELECT
    f.unit,
    u.name,
    f.kind,
    f.has_ledger,
    f.months,
    f.classified_share,
    f.k1_part_sek,
    f.k2_sek,
    f.k3_sek,
    f.k4_sek,
    f.total_it_sek,
    f.digitalisation_incl_sek,
    f.turnover_sek,
    f.total_fte
FROM fct_unit_year AS f
JOIN unit AS u ON f.unit = u.unit
WHERE f.year = $year
ORDER BY f.kind, u.name;
