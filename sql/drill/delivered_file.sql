-- purpose: which file a line came in, and who delivered it when
-- grain:   one row (one file)
-- inputs:  delivered_file (one row per file), act (one row per act)
-- params:  $file_id
SELECT
    f.file_name AS name,
    f.format,
    f.source,
    f.sha256,
    a.actor,
    a.done_at
FROM delivered_file AS f
JOIN act AS a ON f.act_id = a.act_id
WHERE f.file_id = $file_id;
