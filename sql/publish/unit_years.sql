-- purpose: what every unit, the municipality and the group costs, year by year, without the free text on its turnover
-- grain:   unit, year
-- inputs:  fct_unit_year (one row per unit, year)
-- units:   SEK; HTE
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
    total_fte
FROM fct_unit_year
ORDER BY unit, year;
