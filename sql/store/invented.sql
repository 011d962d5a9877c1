-- purpose: whether the store holds the invented group
-- inputs:  setting
SELECT count(*) > 0 AS is_invented FROM setting WHERE name = 'invented' AND content = 'true';
