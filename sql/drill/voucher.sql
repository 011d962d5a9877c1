-- purpose: a voucher with all of its lines
-- grain:   one row per ledger line
-- inputs:  ledger_line (one row per ledger line), delivered_file (one row per file)
-- params:  $file_id, $line (any line of the voucher)
WITH asked AS (
    SELECT unit, voucher, source, month // 100 AS year
    FROM ledger_line
    WHERE file_id = $file_id AND line = $line
)

SELECT
    f.file_name AS file,
    l.file_id,
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
    l.amount_sek,
    l.category,
    l.decided_by,
    l.rule_id,
    l.line = $line AS is_asked
FROM ledger_line AS l
JOIN asked AS a ON l.unit = a.unit AND l.source = a.source AND l.month // 100 = a.year
JOIN delivered_file AS f ON l.file_id = f.file_id
WHERE (l.voucher = a.voucher) OR (a.voucher IS NULL AND l.file_id = $file_id AND l.line = $line)
ORDER BY l.file_id, l.line
LIMIT 1000;
