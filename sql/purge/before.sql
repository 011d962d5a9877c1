-- purpose: the first year of which lines are kept; no row where nothing has been purged
-- inputs:  setting
SELECT CAST(content AS INTEGER) AS before FROM setting WHERE name = 'purged_before';
