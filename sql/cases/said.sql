-- purpose: what has been said of test cases for the rules, in order
-- inputs:  act
SELECT act_id, actor, detail, detail ->> '$.unit' AS unit FROM act WHERE act = 'rule_case' ORDER BY act_id;
