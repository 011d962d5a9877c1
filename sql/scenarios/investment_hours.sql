-- purpose: the hours that initiatives paid by investment money take in a year
-- grain:   one row
-- inputs:  initiative (one row per delivered row), dim_member (one row per scope and unit)
-- units:   hours
-- params:  $unit, $year
SELECT
    count(*) AS initiatives,
    count(*) FILTER (i.funding = 'investering') AS invested,
    count(i.hours) FILTER (i.funding = 'investering') AS invested_with_hours,
    sum(i.hours) FILTER (i.funding = 'investering') AS hours
FROM initiative AS i
JOIN dim_member AS m ON i.unit = m.member
WHERE m.scope = $unit AND i.year = $year;
