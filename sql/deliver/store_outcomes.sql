-- purpose: store what lines may be decided to be, as far as no line has been before
-- inputs:  asked_outcome (temp table), outcome
INSERT INTO outcome
SELECT DISTINCT outcome_id, is_cost, category, activity, nature, funding, decided_by, rule_id
FROM asked_outcome
WHERE outcome_id NOT IN (SELECT outcome_id FROM outcome)
ORDER BY outcome_id;
