-- purpose: a voucher with all of its lines
-- grain:   one row per ledger line, of staff cost one per cost centre; one row that says no more where is_narrow
-- inputs:  opened_line (one row per ledger line), stored_row, delivered_part, delivered_file (one row per file)
-- units:   amount_sek and voucher_sum_sek (the whole voucher) SEK, debit positive
-- params:  $file_id, $line (any line of the voucher)
WITH asked AS MATERIALIZED (
    SELECT row_number, unit, voucher, source, month // 100 AS year
    FROM opened_line
    WHERE file_id = $file_id AND line = $line
),

-- The voucher's number is looked for first and by itself: the scan then reads nothing else.
numbered AS MATERIALIZED (
    SELECT r.rowid AS row_number, r.part_id
    FROM stored_row AS r
    JOIN asked AS a ON r.voucher = a.voucher
),

found AS MATERIALIZED (
    SELECT n.row_number
    FROM numbered AS n
    JOIN delivered_part AS p ON n.part_id = p.part_id
    JOIN asked AS a ON p.unit = a.unit AND p.source = a.source AND p.month // 100 = a.year
    UNION ALL
    -- A line without a voucher stands alone.
    SELECT row_number FROM asked WHERE voucher IS NULL
),

voucher_line AS (
    SELECT
        l.file_id,
        l.line,
        l.unit,
        l.month,
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
        l.is_payroll
    FROM opened_line AS l
    JOIN found AS f ON l.row_number = f.row_number
),

-- What a line of staff cost says is one person's: these are one sum for each cost centre, and that only where the
-- voucher holds all of the cost centre's staff cost of the month (kpi/voucher.py).
marked AS (
    SELECT v.*, (v.file_id = $file_id AND v.line = $line) AS is_asked
    FROM voucher_line AS v
),

of_month AS (
    SELECT l.unit, l.month, coalesce(l.cost_centre, '') AS cost_centre, count(*) AS line_count
    FROM opened_line AS l
    WHERE l.is_payroll AND (l.unit, l.month) IN (SELECT (unit, month) FROM marked WHERE is_payroll)
    GROUP BY l.unit, l.month, coalesce(l.cost_centre, '')
),

of_voucher AS (
    SELECT unit, month, coalesce(cost_centre, '') AS cost_centre, count(*) AS line_count
    FROM marked
    WHERE is_payroll
    GROUP BY unit, month, coalesce(cost_centre, '')
),

narrow AS (
    SELECT count(*) > 0 AS is_narrow
    FROM of_voucher AS v
    JOIN of_month AS m ON v.unit = m.unit AND v.month = m.month AND v.cost_centre = m.cost_centre
    WHERE v.line_count < m.line_count
),

open_line AS (
    SELECT * EXCLUDE (month) FROM marked WHERE NOT is_payroll
    UNION ALL BY NAME
    SELECT
        arg_min(file_id, (file_id, line)) AS file_id,
        arg_min(line, (file_id, line)) AS line,
        unit,
        max(date) AS date,
        voucher,
        cost_centre,
        CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS amount_sek,
        any_value(category) AS category,
        any_value(decided_by) AS decided_by,
        any_value(rule_id) AS rule_id,
        bool_or(is_asked) AS is_asked,
        TRUE AS is_payroll
    FROM marked
    WHERE is_payroll
    GROUP BY unit, month, voucher, cost_centre
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
        l.is_asked,
        l.is_payroll,
        count(*) OVER () AS line_count,
        sum(l.amount_sek) OVER () AS voucher_sum_sek,
        -- Where they are too many to be shown, the asked one is among those that are.
        row_number() OVER (ORDER BY l.is_asked DESC, l.file_id, l.line) AS place
    FROM open_line AS l
    JOIN delivered_file AS f ON l.file_id = f.file_id
)

-- One that opens no further than the cost centre's sum says nothing but that.
SELECT
    w.file,
    w.file_id,
    w.line,
    a.unit,
    w.date,
    w.voucher,
    w.account,
    w.cost_centre,
    w.activity_code,
    w.project,
    w.counterparty,
    w.supplier,
    w.text,
    w.amount_sek,
    w.category,
    w.decided_by,
    w.rule_id,
    w.is_asked,
    w.is_payroll,
    n.is_narrow,
    w.line_count,
    w.voucher_sum_sek
FROM asked AS a
CROSS JOIN narrow AS n
LEFT JOIN whole AS w ON w.place <= 500 AND NOT n.is_narrow
ORDER BY w.file_id, w.line;
