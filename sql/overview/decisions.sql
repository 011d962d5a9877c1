-- purpose: every delivered row about a decision, the latest delivered last
-- grain:   delivered row; a decision has one for each day something is said of it
-- inputs:  decision (one row per delivered row)
SELECT decision, recommendation, text, owner, date, status, card, source
FROM decision
ORDER BY date, file_id, line;
