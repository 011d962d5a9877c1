-- purpose: the saved mappings
-- inputs:  mapping
SELECT name, signature, content FROM mapping ORDER BY name;
