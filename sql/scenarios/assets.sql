-- purpose: the infrastructure of a unit, the municipality or the group
-- grain:   asset
-- inputs:  asset (one row per delivered row), dim_member (one row per scope and unit)
-- units:   SEK, years
-- params:  $unit
SELECT a.replacement_sek, a.life_years
FROM asset AS a
JOIN dim_member AS m ON a.unit = m.member
WHERE m.scope = $unit
ORDER BY a.unit, a.asset, a.source, a.line;
