-- purpose: a unit's lines of one month in their order, each with the checksum of all it says and is decided to be, and what they all sum to
-- grain:   one row per ledger line
-- inputs:  stored_line, delivered_file (one row per file)
-- units:   SEK
-- params:  $unit, $month
SELECT
    l.file_id,
    l.line,
    f.file_name AS file,
    sum(l.amount_sek) OVER () AS month_sum_sek,
    sha256(
        CAST(
            json_array(
                l.unit, l.account, l.cost_centre, l.activity_code, l.project, l.object, l.counterparty, l.supplier_id, l.supplier,
                l.voucher, CAST(l.date AS VARCHAR), l.period_given, CAST(l.amount_sek AS VARCHAR), l.text, l.source, l.file_id, l.line,
                l.counterparty_unit, l.is_cost, l.category, l.activity, l.nature, l.funding, l.decided_by, l.rule_id
            ) AS VARCHAR
        )
    ) AS content_hash
FROM stored_line AS l
LEFT JOIN delivered_file AS f ON l.file_id = f.file_id
WHERE l.unit = $unit AND l.month = $month
ORDER BY l.file_id, l.line;
