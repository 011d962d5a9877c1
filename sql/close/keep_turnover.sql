-- purpose: a closed year keeps its turnover
-- inputs:  fct_turnover, closed_turnover
-- params:  $act_id, $units, $year
INSERT INTO closed_turnover
SELECT $act_id, t.unit, t.year, t.turnover_sek, t.definition, t.status_rank
FROM fct_turnover AS t
WHERE t.year = $year AND t.unit IN (SELECT unnest(CAST($units AS VARCHAR[])))
    AND t.unit NOT IN (SELECT unit FROM closed_turnover WHERE year = $year);
