-- purpose: which lines a change of the rules would decide otherwise, and from what to what
-- grain:   unit, year, decision before, decision after
-- inputs:  line_out (temp view over line_in)
-- units:   SEK
SELECT
    unit,
    month // 100 AS year,
    held.decided_by AS before_decided_by,
    held.rule_id AS before_rule_id,
    held.category AS before_category,
    decided_by AS after_decided_by,
    rule_id AS after_rule_id,
    category AS after_category,
    count(*) AS line_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    CAST(sum(abs(amount_sek)) AS DECIMAL(18, 2)) AS absolute_sek
FROM line_out
WHERE held IS DISTINCT FROM struct_pack(
        counterparty_unit := counterparty_unit, is_cost := is_cost, category := category, activity := activity, nature := nature,
        funding := funding, decided_by := decided_by, rule_id := rule_id
    )
GROUP BY ALL
ORDER BY year DESC, absolute_sek DESC, unit;
