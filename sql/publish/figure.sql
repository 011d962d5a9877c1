-- purpose: every published figure
-- grain:   card, variant, unit, year
-- inputs:  figure
SELECT
    card,
    card_version,
    variant,
    unit,
    year,
    value,
    numerator,
    numerator_sek,
    denominator,
    denominator_sek,
    unit_of_measure,
    status,
    missing,
    counted_zero,
    classified_share,
    months,
    is_suppressed
FROM figure
ORDER BY card, variant, unit, year;
