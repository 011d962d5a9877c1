-- purpose: the services there are, by the name of their latest row
-- grain:   service
-- inputs:  service (one row per service, start and year)
SELECT service, arg_max(name, valid_from) AS name
FROM service
GROUP BY service
ORDER BY service;
