-- purpose: what was done, in order, in a store of this schema or an older one: its columns as they are
-- inputs:  act
SELECT * FROM act ORDER BY act_id;
