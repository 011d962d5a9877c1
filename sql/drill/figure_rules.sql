-- purpose: what a figure's numerator is made of, by what decided the lines
-- grain:   one row per rule or step
-- inputs:  fct_cost (one row per unit, month and classification), rule (one row per version and rule),
--          fct_allocation (one row per unit, year), unit (one row per unit), rule_version_in_force (one row),
--          closed_period (one row per unit, month)
-- units:   SEK; sum_sek = the asked unit's part
-- params:  $year, $unit, $members, $categories, $activity (NULL = all, 'any' = those that have one),
--          $own_central (the central cost of $members alone), $digitalisation, $investment, $internal_income
WITH part AS (
    SELECT CASE WHEN $unit IS NULL THEN 1 ELSE coalesce(sum(part), 0) END AS part
    FROM fct_allocation
    WHERE year = $year AND unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
)

SELECT
    c.category,
    c.decided_by,
    c.rule_id,
    coalesce(closed.rule_version, v.version) AS version,
    r.note,
    r.priority,
    sum(CAST(c.amount_sek AS DOUBLE) * CASE WHEN c.category = 'central_it' OR (c.account_class = '3' AND NOT $internal_income) THEN p.part ELSE 1 END) AS sum_sek,
    CAST(sum(c.line_count) AS BIGINT) AS line_count
FROM fct_cost AS c
CROSS JOIN part AS p
CROSS JOIN rule_version_in_force AS v
LEFT JOIN closed_period AS closed ON c.unit = closed.unit AND c.month = closed.month
LEFT JOIN rule AS r ON c.rule_id = r.rule_id AND r.version = coalesce(closed.rule_version, v.version)
WHERE c.year = $year
    AND (
        (
            c.category IN (SELECT unnest(CAST($categories AS VARCHAR[]))) AND c.funding <> 'investering'
            AND NOT ($investment AND c.nature = 'depreciation') -- outlay and depreciation are never added
            AND ($activity IS NULL OR c.activity = $activity OR ($activity = 'any' AND c.activity IS NOT NULL))
            AND ((c.category = 'central_it' AND NOT $own_central) OR c.unit IN (SELECT unnest(CAST($members AS VARCHAR[]))))
        )
        OR (
            c.category = 'digitalisation' AND c.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
            AND ($activity IS NULL OR c.activity = $activity OR ($activity = 'any' AND c.activity IS NOT NULL))
            AND (
                ($digitalisation = 'incl' AND (c.funding = 'investering' OR c.nature <> 'depreciation'))
                OR ($digitalisation = 'excl' AND c.funding <> 'investering')
            )
        )
        OR (
            $investment AND c.category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it')
            AND c.funding = 'investering' AND c.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
            AND ($activity IS NULL OR c.activity = $activity OR ($activity = 'any' AND c.activity IS NOT NULL))
        )
        OR ($internal_income AND c.category = 'internal_it' AND c.account_class = '3')
        -- What is shared out is the gross cost less the central unit's income from outside.
        OR (
            $unit IS NOT NULL AND $activity IS NULL AND list_contains(CAST($categories AS VARCHAR[]), 'central_it') AND c.account_class = '3'
            AND c.category <> 'internal_it' AND c.unit IN (SELECT u.unit FROM unit AS u WHERE u.kind = 'central_it')
        )
    )
GROUP BY c.category, c.decided_by, c.rule_id, coalesce(closed.rule_version, v.version), r.note, r.priority
ORDER BY abs(sum(CAST(c.amount_sek AS DOUBLE))) DESC, c.category, c.rule_id;
