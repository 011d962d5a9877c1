-- purpose: the cases of each service of a unit or scope, month by month, in the two years that end with one
-- grain:   service, month (YYYYMM)
-- inputs:  service_volume (one row per service, month, channel and source), dim_member (one row per scope and unit)
-- units:   cases in all channels
-- params:  $unit, $year
SELECT v.service, v.month, sum(v.cases) AS cases
FROM service_volume AS v
JOIN dim_member AS m ON v.unit = m.member
WHERE m.scope = $unit AND v.month >= ($year - 2) * 100 AND v.month < ($year + 1) * 100
GROUP BY v.service, v.month
ORDER BY v.service, v.month;
