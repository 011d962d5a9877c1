-- purpose: the last link of the chain of closed lines
-- inputs:  closing
SELECT hash FROM closing ORDER BY closing_id DESC LIMIT 1;
