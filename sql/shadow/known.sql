-- purpose: the shadow IT the ledger holds, by the rule that found it
-- grain:   unit, rule
-- inputs:  ledger_line (one row per ledger line), rule_in_force (one row per rule)
-- units:   SEK, debit positive; an investment is no cost
-- params:  $year, $openable (units)
SELECT
    l.unit,
    l.rule_id,
    r.supplier,
    r.account_from,
    r.text,
    r.note,
    count(*) AS line_count,
    CAST(sum(l.amount_sek) AS DECIMAL(18, 2)) AS amount_sek
FROM ledger_line AS l
LEFT JOIN rule_in_force AS r ON l.rule_id = r.rule_id
WHERE l.month >= $year * 100 AND l.month < ($year + 1) * 100
    AND l.category = 'shadow_it' AND l.funding <> 'investering'
    AND l.unit IN (SELECT unnest($openable))
GROUP BY l.unit, l.rule_id, r.supplier, r.account_from, r.text, r.note
ORDER BY amount_sek DESC, l.unit, l.rule_id;
