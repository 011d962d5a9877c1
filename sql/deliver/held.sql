-- purpose: what the store holds of some units, part by part
-- grain:   unit, month, source
-- inputs:  ledger_part, wanted_unit (offered: unit)
SELECT h.unit, h.month, h.source, h.row_count, h.sum_sek, h.cost_sek
FROM ledger_part AS h
WHERE h.unit IN (SELECT unit FROM wanted_unit);
