-- purpose: every closing that holds, with the link it was tied to
-- inputs:  closing
SELECT closing_id, unit, month, hash, before
FROM (SELECT *, coalesce(lag(hash) OVER (ORDER BY closing_id), '') AS before FROM closing) AS c
WHERE reopened_act_id IS NULL
ORDER BY closing_id;
