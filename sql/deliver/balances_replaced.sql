-- purpose: balances give way to vouchers of the same unit and year
-- inputs:  stg_part, stored_row, delivered_part
CREATE OR REPLACE TEMP TABLE given_way AS
SELECT DISTINCT d.part_id
FROM delivered_part AS d
JOIN stg_part AS v ON d.unit = v.unit AND d.month // 100 = v.month // 100
WHERE d.is_balance AND NOT v.is_balance AND v.from_sie;

DELETE FROM stored_row WHERE part_id IN (SELECT part_id FROM given_way);
DELETE FROM delivered_part WHERE part_id IN (SELECT part_id FROM given_way);
DROP TABLE given_way;
