-- purpose: what a unit, the municipality or the group costs, year by year
-- grain:   unit, year
-- inputs:  fct_unit_year (one row per unit, year)
-- units:   SEK; HTE
-- params:  $unit (NULL: every one)
SELECT
    unit,
    year,
    kind,
    has_ledger,
    months,
    classified_share,
    k1_gross_sek,
    k1_part_sek,
    k2_sek,
    k3_sek,
    k4_sek,
    k4_declared_sek,
    k3_from,
    total_it_sek,
    digitalisation_incl_sek,
    digitalisation_excl_sek,
    digitalisation_invest_sek,
    it_investment_sek,
    internal_invoiced_sek,
    outside_income_sek,
    unclassified_abs_sek,
    cost_abs_sek,
    turnover_sek,
    turnover_status,
    turnover_definition,
    total_fte
FROM fct_unit_year
WHERE $unit IS NULL OR unit = $unit
ORDER BY unit, year;
