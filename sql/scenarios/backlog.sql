-- purpose: needs and deliveries month by month, to the end of a year
-- grain:   month (YYYYMM)
-- inputs:  backlog (one row per delivered row), dim_member (one row per scope and unit)
-- units:   hours
-- params:  $unit, $year
SELECT
    b.month,
    sum(b.demand_hours) AS demand_hours,
    sum(b.supply_hours) AS supply_hours,
    count(DISTINCT b.unit) AS units
FROM backlog AS b
JOIN dim_member AS m ON b.unit = m.member
WHERE m.scope = $unit AND b.month < ($year + 1) * 100
GROUP BY b.month
ORDER BY b.month;
