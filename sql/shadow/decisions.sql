-- purpose: what has been decided about candidates, in order
-- grain:   one row per act of that kind
-- inputs:  act
SELECT act_id, done_at, actor, detail, is_verified, detail ->> '$.candidate.unit' AS unit
FROM act
WHERE act = 'shadow_decided'
ORDER BY act_id;
