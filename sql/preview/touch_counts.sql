-- purpose: how many lines fulfil the conditions of each rule that decides none
-- grain:   rule
-- inputs:  stored_line, unit
-- touching_rules is made by the rule compiler.
SELECT rule_id, count(*) AS line_count
FROM (
    SELECT
        unnest(
            touching_rules(
                l.unit,
                u.chart,
                l.date,
                CASE WHEN regexp_full_match(l.account, '[0-9]+') THEN l.account END,
                TRY_CAST(rpad(CASE WHEN regexp_full_match(l.account, '[0-9]+') THEN l.account END, 10, '0') AS BIGINT),
                length(l.account),
                lower(l.cost_centre),
                lower(l.activity_code),
                lower(l.project),
                lower(l.counterparty),
                lower(l.supplier),
                lower(l.text)
            )
        ) AS rule_id
    FROM stored_line AS l
    JOIN unit AS u ON l.unit = u.unit
) AS t
WHERE rule_id IS NOT NULL
GROUP BY rule_id;
