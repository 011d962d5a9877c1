-- purpose: what was done, in order
SELECT act_id, done_at, actor, act, detail FROM act ORDER BY act_id;
