-- purpose: a closed year keeps its staff
-- inputs:  fct_headcount_year, closed_headcount
-- params:  $act_id, $units, $year
INSERT INTO closed_headcount
SELECT
    $act_id, h.unit, h.year, h.total_fte, h.it_fte, h.local_it_fte, h.digital_fte, h.digital_permanent_fte,
    h.digital_temporary_fte, h.has_local_staff, h.local_cost_sek, h.status_rank
FROM fct_headcount_year AS h
WHERE h.year = $year AND h.unit IN (SELECT unnest(CAST($units AS VARCHAR[])))
    AND h.unit NOT IN (SELECT unit FROM closed_headcount WHERE year = $year);
