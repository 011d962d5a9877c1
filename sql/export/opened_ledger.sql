-- purpose: the ledger in the form of its register, as it may be opened
-- grain:   one row per ledger line, of staff cost one per unit, cost centre, month and source, with how many lines it sums
-- inputs:  opened_line (one row per ledger line)
-- units:   SEK
-- params:  $openable
WITH openable AS (
    SELECT * FROM opened_line WHERE unit IN (SELECT unnest(CAST($openable AS VARCHAR[])))
),

shown AS (
    SELECT
        unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier, voucher, date,
        period_given, amount_sek, text, source, NULL AS summed_lines, file_id, line
    FROM openable
    WHERE NOT is_payroll
    UNION ALL BY NAME
    SELECT
        unit,
        cost_centre,
        max(date) AS date,
        CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS amount_sek,
        source,
        count(*) AS summed_lines,
        min(file_id) AS file_id,
        arg_min(line, (file_id, line)) AS line
    FROM openable
    WHERE is_payroll
    GROUP BY unit, month, cost_centre, source
)

SELECT
    unit,
    account,
    cost_centre,
    activity_code,
    project,
    object,
    counterparty,
    supplier_id,
    supplier,
    voucher,
    date,
    period_given AS period,
    amount_sek,
    text,
    source,
    summed_lines
FROM shown
ORDER BY file_id, line;
