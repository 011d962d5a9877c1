-- purpose: the resource, its use and the gap to the target, of a unit or scope and of the units it is the sum of
-- grain:   unit; the one asked for first
-- inputs:  fct_development_gap (one row per unit, year), dim_member (one row per scope and unit), unit (one row per unit)
-- units:   SEK, full-time equivalents
-- params:  $unit, $year
-- The resource behind a sum of gaps is that of the units that have one; its target is what they want together of it.
WITH part AS (
    SELECT
        m.scope,
        sum(g.resource_sek ORDER BY g.unit) FILTER (g.gap_wanted_sek IS NOT NULL) AS resource_sek,
        sum(g.resource_fte ORDER BY g.unit) FILTER (g.gap_wanted_fte IS NOT NULL) AS resource_fte
    FROM dim_member AS m
    JOIN fct_development_gap AS g ON m.member = g.unit
    WHERE m.scope = $unit AND g.year = $year
    GROUP BY m.scope
)

SELECT
    g.unit,
    coalesce(u.name, g.unit) AS name,
    g.unit = $unit AS is_whole,
    CASE WHEN g.gap_sek_from = 'units' THEN p.resource_sek ELSE g.resource_sek END AS resource_sek,
    CASE WHEN g.gap_fte_from = 'units' THEN p.resource_fte ELSE g.resource_fte END AS resource_fte,
    g.gap_wanted_sek,
    g.gap_used_sek,
    g.gap_wanted_fte,
    g.gap_used_fte,
    g.target_share,
    g.target_from
FROM fct_development_gap AS g
LEFT JOIN part AS p ON g.unit = p.scope
LEFT JOIN unit AS u ON g.unit = u.unit
WHERE g.year = $year
    AND (g.unit = $unit OR g.unit IN (SELECT member FROM dim_member WHERE scope = $unit))
ORDER BY is_whole DESC, name, g.unit;
