-- purpose: what was done, in order
-- inputs:  act
SELECT act_id, done_at, actor, act, detail, is_verified, hash FROM act ORDER BY act_id;
