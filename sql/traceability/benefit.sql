-- purpose: the benefit of a scope's initiatives as it was planned, realised and re-allocated, by direction
-- grain:   one row, or none where there are no initiatives
-- inputs:  fct_initiative_year (one row per unit, year)
-- units:   SEK
-- params:  $unit, $year
SELECT
    internal_planned_sek,
    internal_realised_sek,
    internal_moved_sek,
    external_planned_sek,
    external_realised_sek,
    external_moved_sek,
    undirected_planned_sek,
    undirected_realised_sek,
    undirected_moved_sek
FROM fct_initiative_year
WHERE unit = $unit AND year = $year;
