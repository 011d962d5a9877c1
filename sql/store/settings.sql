-- purpose: what holds for the whole store, but for the sums of purged years
-- inputs:  setting
SELECT name, content FROM setting WHERE name NOT LIKE 'purged!_%' ESCAPE '!' ORDER BY name;
