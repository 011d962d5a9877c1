-- purpose: the ledger lines as they may be opened: which of them are staff cost, what is said of one person
-- grain:   one row per ledger line, under the number (row_number) it has in stored_line
-- inputs:  stored_line (one row per ledger line), unit (one row per unit), account_nature (one row per chart and group)
-- units:   SEK, debit positive
-- Whatever answers with lines reads them here and shows those of staff cost as sums of a cost centre and month at
-- the least, without account text, supplier or voucher of any one of them; tests/test_payroll.py asks every query.
CREATE OR REPLACE VIEW opened_line AS
WITH payroll_account AS (
    SELECT u.unit, n.account_group
    FROM unit AS u
    JOIN account_nature AS n ON u.chart = n.chart
    WHERE n.nature = 'staff'
)

SELECT l.*, p.unit IS NOT NULL AS is_payroll
FROM stored_line AS l
LEFT JOIN payroll_account AS p ON l.unit = p.unit AND substr(l.account, 1, 2) = p.account_group;
