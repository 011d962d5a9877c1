-- purpose: the undecided lines of one group, the largest amount first
-- grain:   one row per ledger line
-- inputs:  stored_line, delivered_file (one row per file)
-- units:   SEK
-- params:  $units, $year (NULL = all), $account, $supplier, $cost_centre, $counterparty (NULL = any), $most, $first
SELECT
    l.file_id,
    f.file_name AS file,
    l.line,
    l.unit,
    l.date,
    l.voucher,
    l.account,
    l.cost_centre,
    l.activity_code,
    l.project,
    l.counterparty,
    l.supplier,
    l.text,
    l.amount_sek
FROM stored_line AS l
JOIN delivered_file AS f ON l.file_id = f.file_id
WHERE l.category = 'unclassified' AND l.unit IN (SELECT unnest(CAST($units AS VARCHAR[])))
    AND ($year IS NULL OR (l.month >= $year * 100 AND l.month < ($year + 1) * 100))
    AND ($account IS NULL OR l.account = $account)
    AND ($supplier IS NULL OR lower(l.supplier) = lower($supplier))
    AND ($cost_centre IS NULL OR l.cost_centre = $cost_centre)
    AND ($counterparty IS NULL OR l.counterparty = $counterparty)
ORDER BY abs(l.amount_sek) DESC, l.file_id, l.line
LIMIT $most OFFSET $first;
