-- purpose: a voucher with all of its lines
-- grain:   one row per ledger line
-- inputs:  ledger_line (one row per ledger line), delivered_file (one row per file)
-- units:   amount_sek and voucher_sum_sek (the whole voucher) SEK, debit positive
-- params:  $file_id, $line (any line of the voucher)
WITH asked AS (
    SELECT unit, voucher, source, month // 100 AS year
    FROM ledger_line
    WHERE file_id = $file_id AND line = $line
),

-- The voucher is part of the join, not a condition after it: the scan then reads nothing else.
voucher_line AS (
    SELECT
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
        l.rule_id
    FROM ledger_line AS l
    JOIN asked AS a ON l.unit = a.unit AND l.source = a.source AND l.month // 100 = a.year AND l.voucher = a.voucher
    UNION ALL
    -- A line without a voucher stands alone.
    SELECT
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
        l.rule_id
    FROM ledger_line AS l
    WHERE l.file_id = $file_id AND l.line = $line AND l.voucher IS NULL
),

whole AS (
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
        (l.file_id = $file_id AND l.line = $line) AS is_asked,
        count(*) OVER () AS line_count,
        sum(l.amount_sek) OVER () AS voucher_sum_sek,
        -- Where they are too many to be shown, the asked one is among those that are.
        row_number() OVER (ORDER BY (l.file_id = $file_id AND l.line = $line) DESC, l.file_id, l.line) AS place
    FROM voucher_line AS l
    JOIN delivered_file AS f ON l.file_id = f.file_id
)

SELECT
    file,
    file_id,
    line,
    unit,
    date,
    voucher,
    account,
    cost_centre,
    activity_code,
    project,
    counterparty,
    supplier,
    text,
    amount_sek,
    category,
    decided_by,
    rule_id,
    is_asked,
    line_count,
    voucher_sum_sek
FROM whole
WHERE place <= 500
ORDER BY file_id, line;
