-- purpose: note something that holds for the whole store
-- params:  $name, $content
INSERT OR REPLACE INTO setting VALUES ($name, $content);
