-- purpose: what stands beside KPI2 and KPI5: slack over the three years, whose benefit it is, and how the measures changed
-- grain:   one row
-- inputs:  dim_scope_year, fct_benefit_year, fct_measure_year (each one row per unit, year)
-- units:   SEK; numbers of measures
-- params:  $unit, $year
SELECT
    sum(b.slack_sek) AS slack_sek,
    sum(b.internal_realised_sek) AS internal_sek,
    sum(b.external_realised_sek) AS external_sek,
    bool_or(b.has_internal) AND NOT bool_or(b.has_other) AS has_only_internal,
    max(CASE WHEN s.year = $year THEN m.in_force_before END) AS in_force_before,
    max(CASE WHEN s.year = $year THEN m.in_force END) AS in_force,
    max(CASE WHEN s.year = $year THEN m.added END) AS added,
    max(CASE WHEN s.year = $year THEN m.removed END) AS removed,
    max(CASE WHEN s.year = $year THEN m.redefined END) AS redefined,
    max(CASE WHEN s.year = $year THEN m.retargeted END) AS retargeted
FROM dim_scope_year AS s
LEFT JOIN fct_benefit_year AS b ON s.unit = b.unit AND s.year = b.year
LEFT JOIN fct_measure_year AS m ON s.unit = m.unit AND s.year = m.year
WHERE s.unit = $unit AND s.year BETWEEN $year - 2 AND $year;
