-- purpose: which unit is the central IT unit
-- grain:   one row
-- inputs:  unit (one row per unit)
SELECT min(unit) AS unit FROM unit WHERE kind = 'central_it';
