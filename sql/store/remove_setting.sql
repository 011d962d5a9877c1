-- purpose: take away something that held for the whole store
-- params:  $name
DELETE FROM setting WHERE name = $name;
