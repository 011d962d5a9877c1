-- purpose: what holds for the whole store
-- inputs:  setting
SELECT name, content FROM setting ORDER BY name;
