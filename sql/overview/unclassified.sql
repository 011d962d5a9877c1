-- purpose: where the cost lies that no rule has decided, largest first
-- grain:   unit, account
-- inputs:  ledger_line (one row per ledger line), unit (one row per unit)
-- units:   SEK, without regard to sign
-- params:  $unit (a unit, municipality or group), $year, $most
SELECT
    l.unit,
    u.name,
    coalesce(l.account, '') AS account,
    count(*) AS line_count,
    CAST(sum(abs(l.amount_sek)) AS DECIMAL(18, 2)) AS unclassified_abs_sek
FROM ledger_line AS l
JOIN unit AS u ON l.unit = u.unit
WHERE l.category = 'unclassified' AND l.month >= $year * 100 AND l.month < ($year + 1) * 100
    AND ($unit = 'group' OR ($unit = 'municipality' AND u.kind <> 'company') OR l.unit = $unit)
GROUP BY l.unit, u.name, coalesce(l.account, '')
ORDER BY unclassified_abs_sek DESC, l.unit, account
LIMIT $most;
