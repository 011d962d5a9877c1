-- purpose: the ledger lines that a figure's numerator is made of, in the order of file and line
-- grain:   one row per ledger line, of staff cost one per cost centre, month and decision; amount_sek whole, part = how much of it is the asked unit's, counted_sek the product
-- inputs:  stored_line, opened_line (each one row per ledger line), delivered_file (one row per file), fct_allocation (one row per unit, year),
--          unit (one row per unit), closed_period (one row per unit, month), rule_version_in_force (one row)
-- units:   SEK
-- params:  $year, $unit (whose part of the central cost; NULL = all of it), $members (units), $openable (units), $categories,
--          $activity (NULL = all, 'any' = those that have one), $own_central (the central cost of $members alone), $digitalisation, $investment, $internal_income, $backwards (the page before the place, last line first), $from_file, $from_line,
--          $asked_rule (as kpi/drill.py names it; NULL = all), $asked_category (NULL = all), $most
WITH allocated AS (
    SELECT coalesce(sum(part), 0) AS part
    FROM fct_allocation
    WHERE year = $year AND unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
),

counted AS (
    SELECT
        l.row_number,
        l.file_id,
        l.line,
        l.unit,
        l.cost_centre,
        l.month,
        l.amount_sek,
        l.category,
        l.activity,
        l.nature,
        l.funding,
        l.decided_by,
        l.rule_id,
        l.is_payroll
    FROM opened_line AS l
    WHERE l.month >= $year * 100 AND l.month < ($year + 1) * 100
        AND l.unit IN (SELECT unnest(CAST($openable AS VARCHAR[])))
        AND ($asked_rule IS NULL OR coalesce(CAST(l.rule_id AS VARCHAR), 'step:' || l.decided_by) = $asked_rule)
        AND ($asked_category IS NULL OR l.category = $asked_category)
        AND (
            (
                l.category IN (SELECT unnest(CAST($categories AS VARCHAR[]))) AND l.funding <> 'investering'
                AND NOT ($investment AND l.nature = 'depreciation') -- outlay and depreciation are never added
                AND ($activity IS NULL OR l.activity = $activity OR ($activity = 'any' AND l.activity IS NOT NULL))
                AND ((l.category = 'central_it' AND NOT $own_central) OR l.unit IN (SELECT unnest(CAST($members AS VARCHAR[]))))
            )
            OR (
                l.category = 'digitalisation' AND l.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
                AND ($activity IS NULL OR l.activity = $activity OR ($activity = 'any' AND l.activity IS NOT NULL))
                AND (
                    ($digitalisation = 'incl' AND (l.funding = 'investering' OR l.nature <> 'depreciation'))
                    OR ($digitalisation = 'excl' AND l.funding <> 'investering')
                )
            )
            OR (
                $investment AND l.category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it')
                AND l.funding = 'investering' AND l.unit IN (SELECT unnest(CAST($members AS VARCHAR[])))
                AND ($activity IS NULL OR l.activity = $activity OR ($activity = 'any' AND l.activity IS NOT NULL))
            )
            OR ($internal_income AND l.category = 'internal_it' AND l.account LIKE '3%')
            -- What is shared out is the gross cost less the central unit's income from outside.
            OR (
                $unit IS NOT NULL AND $activity IS NULL AND list_contains(CAST($categories AS VARCHAR[]), 'central_it') AND l.account LIKE '3%'
                AND l.category <> 'internal_it' AND l.unit IN (SELECT u.unit FROM unit AS u WHERE u.kind = 'central_it')
            )
        )
),

-- What a line of staff cost says is one person's, so these are one sum for each cost centre, month and decision.
shown AS (
    SELECT row_number, file_id, line, amount_sek, 1 AS line_count, FALSE AS is_payroll FROM counted WHERE NOT is_payroll
    UNION ALL
    SELECT
        arg_min(row_number, (file_id, line)),
        min(file_id),
        arg_min(line, (file_id, line)),
        CAST(sum(amount_sek) AS DECIMAL(18, 2)),
        count(*),
        TRUE
    FROM counted
    WHERE is_payroll
    GROUP BY unit, cost_centre, month, category, activity, nature, funding, decided_by, rule_id
),

-- The page is found first, by what decides and orders it; only its lines are then read whole.
page AS (
    SELECT *
    FROM shown
    WHERE CASE
        WHEN $backwards THEN file_id < $from_file OR (file_id = $from_file AND line < $from_line)
        ELSE file_id > $from_file OR (file_id = $from_file AND line > $from_line)
    END
    ORDER BY
        CASE WHEN $backwards THEN -file_id ELSE file_id END,
        CASE WHEN $backwards THEN -line ELSE line END
    LIMIT $most
)

SELECT
    l.file_id,
    f.file_name AS file,
    l.line,
    l.unit,
    l.date,
    CASE WHEN NOT p.is_payroll THEN l.voucher END AS voucher,
    CASE WHEN NOT p.is_payroll THEN l.account END AS account,
    l.cost_centre,
    CASE WHEN NOT p.is_payroll THEN l.activity_code END AS activity_code,
    CASE WHEN NOT p.is_payroll THEN l.project END AS project,
    CASE WHEN NOT p.is_payroll THEN l.counterparty END AS counterparty,
    CASE WHEN NOT p.is_payroll THEN l.supplier END AS supplier,
    CASE WHEN NOT p.is_payroll THEN l.text END AS text,
    p.amount_sek,
    p.line_count,
    p.is_payroll,
    l.category,
    l.activity,
    l.nature,
    l.funding,
    l.decided_by,
    l.rule_id,
    coalesce(c.rule_version, v.version) AS rule_version,
    CASE WHEN $unit IS NOT NULL AND NOT $internal_income AND (l.category = 'central_it' OR l.account LIKE '3%') THEN a.part ELSE 1 END AS part,
    CAST(p.amount_sek AS DOUBLE)
    * CASE WHEN $unit IS NOT NULL AND NOT $internal_income AND (l.category = 'central_it' OR l.account LIKE '3%') THEN a.part ELSE 1 END AS counted_sek
FROM stored_line AS l
JOIN page AS p ON l.row_number = p.row_number
JOIN delivered_file AS f ON l.file_id = f.file_id
LEFT JOIN closed_period AS c ON l.unit = c.unit AND l.month = c.month
CROSS JOIN rule_version_in_force AS v
CROSS JOIN allocated AS a
ORDER BY
    CASE WHEN $backwards THEN -l.file_id ELSE l.file_id END,
    CASE WHEN $backwards THEN -l.line ELSE l.line END;
