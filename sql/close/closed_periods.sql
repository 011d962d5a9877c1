-- purpose: the months that are closed, unit by unit
-- inputs:  closed_period
SELECT unit, month FROM closed_period ORDER BY unit, month;
