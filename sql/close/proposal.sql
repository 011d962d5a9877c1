-- purpose: who last proposed to close a month, unless it has been closed or opened since
-- inputs:  act
-- params:  $unit, $period
SELECT actor, is_verified, done_at, detail, detail ->> '$.content' AS content, act_id
FROM (
    SELECT actor, is_verified, done_at, detail, act, act_id
    FROM act
    WHERE act IN ('close_proposed', 'close', 'reopen') AND detail ->> '$.unit' = $unit AND detail ->> '$.period' = $period
    ORDER BY act_id DESC
    LIMIT 1
) AS last
WHERE act = 'close_proposed';
