-- purpose: the units of the group
-- inputs:  unit
SELECT unit, name, kind, org_number, chart, counterparty, valid_from, valid_to FROM unit ORDER BY unit;
