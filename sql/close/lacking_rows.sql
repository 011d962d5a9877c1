-- purpose: the stored rows of closed months that a delivery lacks
-- grain:   one row per different row
-- inputs:  closed_part (offered: unit, month, source, is_new), line_difference (temp table)
-- params:  $most
SELECT d.unit, d.month, d.source, d.account, d.date, d.amount_sek, CAST(-d.surplus AS BIGINT) AS times
FROM line_difference AS d
JOIN closed_part AS p ON d.unit = p.unit AND d.month = p.month AND d.source = p.source
WHERE d.surplus < 0
ORDER BY d.unit, d.month, d.date, d.account, d.amount_sek
LIMIT $most;
