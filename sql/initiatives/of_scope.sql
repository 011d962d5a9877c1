-- purpose: the initiatives behind a balance and the benefit that is traced from them, the costliest first
-- grain:   one row per initiative row of the year
-- inputs:  initiative (one row per delivered row), dim_member (one row per scope and unit), unit (one row per unit),
--          delivered_file (one row per file)
-- units:   SEK, full-time equivalents
-- params:  $scope, $year
SELECT
    i.initiative,
    i.name,
    i.unit,
    u.name AS unit_name,
    i.orientation,
    i.direction,
    i.funding,
    i.cost_sek,
    CAST(i.fte AS DOUBLE) AS fte,
    i.benefit_planned_sek,
    i.benefit_realised_sek,
    i.benefit_reallocated_sek,
    f.file_name AS file,
    i.line
FROM initiative AS i
JOIN dim_member AS m ON i.unit = m.member
JOIN unit AS u ON i.unit = u.unit
JOIN delivered_file AS f ON i.file_id = f.file_id
WHERE m.scope = $scope AND i.year = $year
ORDER BY i.cost_sek DESC, i.unit, i.initiative, i.file_id, i.line;
