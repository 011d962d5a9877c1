-- purpose: every number of HTE that published figures rest on, of units, the municipality and the group
-- grain:   unit, year
-- inputs:  fct_unit_year, fct_development_year, fct_benefit_year (each one row per unit, year)
-- units:   full-time equivalents
SELECT
    u.unit,
    u.year,
    u.kind,
    u.total_fte AS total,
    u.it_fte AS it,
    u.local_it_fte AS "local",
    u.digital_fte AS digital,
    u.digital_permanent_fte AS digital_permanent,
    u.digital_temporary_fte AS digital_temporary,
    CAST(d.planned_fte AS DOUBLE) AS development_planned,
    CAST(d.used_fte AS DOUBLE) AS development_used,
    CAST(b.reallocated_fte AS DOUBLE) AS reallocated
FROM fct_unit_year AS u
LEFT JOIN fct_development_year AS d ON u.unit = d.unit AND u.year = d.year
LEFT JOIN fct_benefit_year AS b ON u.unit = b.unit AND u.year = b.year
ORDER BY u.unit, u.year;
