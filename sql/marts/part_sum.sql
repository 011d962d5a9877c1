-- purpose: what the stored rows sum to, as they are numbered: read once for all that is made of them
-- grain:   part, outcome, counterparty unit, account class
-- inputs:  stored_row
-- units:   SEK, debit positive
CREATE OR REPLACE TEMP TABLE part_sum AS
SELECT
    part_id,
    outcome_id,
    counterparty_unit,
    substr(account, 1, 1) AS account_class,
    sum(amount_sek) AS amount_sek,
    sum(abs(amount_sek)) AS absolute_sek,
    sum(greatest(amount_sek, 0)) AS debit_sek,
    count(*) AS line_count
FROM stored_row
GROUP BY part_id, outcome_id, counterparty_unit, substr(account, 1, 1);
