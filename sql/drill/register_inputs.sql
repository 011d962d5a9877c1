-- purpose: the register rows a figure rests on beside the ledger: local IT roles, declared shadow IT, turnover
-- grain:   one row per register row
-- inputs:  headcount, declared_shadow_it, turnover, delivered_file, fct_unit_year
-- params:  $year, $members, $scope, $local_staff, $shadow, $turnover, $staff
SELECT 'headcount' AS register, h.unit, f.file_name AS file, h.line, h.role AS what, CAST(h.fte AS DOUBLE) AS number, 'HTE' AS counted_in
FROM headcount AS h
JOIN delivered_file AS f ON h.file_id = f.file_id
WHERE h.month // 100 = $year AND h.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
    AND (
        $staff
        OR (
            $local_staff AND h.role NOT IN ('it', 'digitalisation', 'other')
            AND h.unit IN (SELECT y.unit FROM fct_unit_year AS y WHERE y.year = $year AND y.k3_from = 'headcount')
        )
    )
UNION ALL
SELECT 'declared_shadow_it', d.unit, f.file_name, d.line, coalesce(d.basis, ''), CAST(d.amount_sek AS DOUBLE), 'SEK'
FROM declared_shadow_it AS d
JOIN delivered_file AS f ON d.file_id = f.file_id
WHERE $shadow AND d.year = $year AND d.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
UNION ALL
SELECT 'turnover', t.unit, f.file_name, t.line, coalesce(t.definition, '') || ' (' || t.status || ')', CAST(t.turnover_sek AS DOUBLE), 'SEK'
FROM turnover AS t
JOIN delivered_file AS f ON t.file_id = f.file_id
WHERE $turnover AND t.year = $year AND t.unit = $scope
ORDER BY register, file, line
LIMIT 500;
