-- purpose: every closing there has been, with the last link it made
-- inputs:  closing
SELECT * FROM closing ORDER BY closing_id;
