-- purpose: store what the delivered rows have in common
-- inputs:  stg_part, stored_part (offered: unit, month, source)
INSERT INTO delivered_part
SELECT DISTINCT s.part_id, s.unit, s.month, s.source, s.file_id, s.period_given, s.from_sie, s.is_balance
FROM stg_part AS s
JOIN stored_part AS p ON s.unit = p.unit AND s.month = p.month AND s.source = p.source
ORDER BY s.part_id;
