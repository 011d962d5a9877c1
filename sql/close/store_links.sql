-- purpose: keep the link that each line of a closed month makes
-- inputs:  stored_line
-- params:  $act_id, $unit, $month, $links (in the lines' order)
INSERT INTO closed_line
SELECT $act_id, place, file_id, line, list_extract(CAST($links AS VARCHAR[]), place)
FROM (
    SELECT file_id, line, CAST(row_number() OVER (ORDER BY file_id, line) AS INTEGER) AS place
    FROM stored_line
    WHERE unit = $unit AND month = $month
) AS l;
