-- purpose: which editions were published and taken back, in order
-- grain:   act
-- inputs:  act
SELECT act_id, done_at, actor, act, detail, is_verified
FROM act
WHERE act IN ('publish', 'withdraw')
ORDER BY act_id;
