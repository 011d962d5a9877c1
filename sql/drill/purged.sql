-- purpose: when the lines of a year were purged
-- grain:   one row, or none where its lines are kept
-- inputs:  act (one row per act), setting
-- params:  $year
SELECT min(a.done_at) AS purged_at
FROM act AS a
CROSS JOIN setting AS s
WHERE a.act = 'purge' AND CAST(a.detail ->> '$.year' AS INTEGER) > $year
    AND s.name = 'purged_before' AND CAST(s.content AS INTEGER) > $year
HAVING count(*) > 0;
