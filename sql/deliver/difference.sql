-- purpose: the rows that a delivery has more or fewer times than the store, by multiset
-- grain:   one row per different row content; surplus > 0 = added times, < 0 = removed times
-- inputs:  stg_line (temp view), stored_line, held_part (offered: unit, month, source that the store holds)
CREATE OR REPLACE TEMP TABLE line_difference AS
WITH both_sides AS (
    SELECT
        s.unit, s.account, s.cost_centre, s.activity_code, s.project, s.object, s.counterparty, s.supplier_id, s.supplier,
        s.voucher, s.date, s.period_given, s.amount_sek, s.text, s.source, s.month, 1 AS side
    FROM stg_line AS s
    JOIN held_part AS p ON s.unit = p.unit AND s.month = p.month AND s.source = p.source
    UNION ALL
    SELECT
        l.unit, l.account, l.cost_centre, l.activity_code, l.project, l.object, l.counterparty, l.supplier_id, l.supplier,
        l.voucher, l.date, l.period_given, l.amount_sek, l.text, l.source, l.month, -1 AS side
    FROM stored_line AS l
    JOIN held_part AS p ON l.unit = p.unit AND l.month = p.month AND l.source = p.source
)

SELECT
    unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier,
    voucher, date, period_given, amount_sek, text, source, month, sum(side) AS surplus
FROM both_sides
GROUP BY
    unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier,
    voucher, date, period_given, amount_sek, text, source, month
HAVING sum(side) <> 0;
