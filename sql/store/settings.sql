-- purpose: what holds for the whole store
SELECT name, content FROM setting ORDER BY name;
