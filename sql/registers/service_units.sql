-- purpose: the unit of each service: that of its latest row
-- grain:   service
-- inputs:  register_row (one row per delivered row)
SELECT
    content ->> '$.service' AS service,
    arg_max(content ->> '$.unit', content ->> '$.valid_from') AS unit
FROM register_row
WHERE register = 'services'
GROUP BY content ->> '$.service'
ORDER BY service;
