-- purpose: the roles that the administrator has given, by login
-- inputs:  setting
SELECT name, content FROM setting WHERE starts_with(name, 'role:') ORDER BY name;
