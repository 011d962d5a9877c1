-- purpose: the units of a scope whose development in SEK is what their ledger lines say, and not what the register does
-- grain:   unit
-- inputs:  dim_member (one row per scope and unit), development (one row per delivered row)
-- params:  $year, $scope
SELECT m.member AS unit
FROM dim_member AS m
WHERE m.scope = $scope
    AND NOT EXISTS (
        SELECT 1
        FROM development AS d
        WHERE d.year = $year AND d.used_sek IS NOT NULL AND d.unit IN (m.member, m.scope)
    )
ORDER BY m.member;
