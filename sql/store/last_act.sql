-- purpose: the act noted last
-- inputs:  act
SELECT act_id, hash FROM act ORDER BY act_id DESC LIMIT 1;
