-- purpose: the sides of the figures that a snapshot tells
-- grain:   card, variant, unit, year
-- inputs:  figure
SELECT
    card,
    variant,
    unit,
    year,
    coalesce(numerator, CAST(numerator_sek AS DOUBLE)) AS numerator,
    coalesce(denominator, CAST(denominator_sek AS DOUBLE)) AS denominator
FROM figure
WHERE NOT is_suppressed
ORDER BY card, variant, unit, year;
