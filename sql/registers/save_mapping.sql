-- purpose: save a mapping under its name
-- params:  $name, $signature, $content
INSERT OR REPLACE INTO mapping VALUES ($name, $signature, $content);
