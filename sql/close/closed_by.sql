-- purpose: who closed a unit's month that is closed, when, and who had proposed it
-- inputs:  closing, act (one row per act)
-- params:  $unit, $month
SELECT
    c.rule_version,
    c.line_count,
    c.sum_sek,
    c.hash,
    a.actor,
    a.done_at,
    a.is_verified,
    a.detail ->> '$.proposed_by' AS proposed_by
FROM closing AS c
JOIN act AS a ON c.act_id = a.act_id
WHERE c.unit = $unit AND c.month = $month AND c.reopened_act_id IS NULL;
