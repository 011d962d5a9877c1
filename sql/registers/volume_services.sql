-- purpose: the services that stored volumes name
-- grain:   service
-- inputs:  register_row (one row per delivered row)
SELECT content ->> '$.service' AS service
FROM register_row
WHERE register = 'service_volumes'
GROUP BY content ->> '$.service'
ORDER BY service;
