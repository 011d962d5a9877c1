-- purpose: the saved mappings
SELECT name, signature, content FROM mapping ORDER BY name;
