-- purpose: what the rules and units now in force would decide otherwise among the rows of line_in
-- grain:   what a row was decided to be, what it would be
-- inputs:  line_out (temp view over line_in)
-- units:   SEK
SELECT
    held.category AS before_category,
    category AS after_category,
    count(*) AS line_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek
FROM line_out
WHERE held IS DISTINCT FROM struct_pack(
    counterparty_unit := counterparty_unit, is_cost := is_cost, category := category, activity := activity, nature := nature,
    funding := funding, decided_by := decided_by, rule_id := rule_id
)
GROUP BY held.category, category
ORDER BY sum(abs(amount_sek)) DESC, before_category, after_category;
