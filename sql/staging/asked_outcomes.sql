-- purpose: everything that a line can be decided to be by the rules, decisions and units now in force
-- grain:   what decides (decided_by, number: of the rule or the decision about the line), whether in the central IT unit, the kind of
--          account, and what the account is for where that counts; outcome_id numbers what comes of it
-- inputs:  rule_in_force (one row per rule), line_override (one row per different line), account_nature, outcome
-- The categories, natures and fundings that steps 0 to 4 give: kpis.md section 2.
CREATE OR REPLACE TEMP TABLE asked_outcome AS
WITH step AS (
    SELECT
        'rule' AS decided_by,
        CAST(rule_id AS BIGINT) AS number,
        '' AS account_nature,
        category,
        activity,
        coalesce(nature, 'other') AS nature,
        coalesce(funding, 'drift') AS funding,
        unit IS NULL AND category IN ('external_it', 'local_it_staff', 'shadow_it', 'not_it') AS gives_way
    FROM rule_in_force
    UNION ALL
    SELECT 'override', rowid, '', category, activity, nature, funding, FALSE FROM line_override
    UNION ALL
    SELECT 'unit', 0, n.nature, 'digitalisation', NULL, n.nature, 'drift', FALSE
    FROM (SELECT DISTINCT nature FROM account_nature UNION SELECT 'other') AS n
    UNION ALL
    SELECT s.decided_by, 0, '', s.category, NULL, s.nature, 'drift', FALSE
    FROM (
        VALUES
        ('internal', 'internal_it', 'internal'),
        ('nothing', 'unclassified', 'other'),
        ('income', 'not_it', 'other'),
        ('bought inside', 'not_it', 'other'),
        ('no cost', 'not_it', 'other')
    ) AS s (decided_by, category, nature)
),

possible AS (
    SELECT
        s.*,
        k.account_kind,
        c.is_central,
        k.account_kind = 'operating' OR (
            (k.account_kind <> 'income' OR s.decided_by = 'override')
            AND s.decided_by IN ('override', 'rule')
            AND s.category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it', 'digitalisation')
        ) AS is_cost
    FROM step AS s
    CROSS JOIN (VALUES ('operating'), ('income'), ('other')) AS k (account_kind)
    CROSS JOIN (VALUES (TRUE), (FALSE)) AS c (is_central)
),

-- In the central IT unit its own cost is central IT, whatever kind a general rule would give it.
settled AS (
    SELECT
        * REPLACE (
            CASE WHEN is_central AND ((gives_way AND is_cost) OR decided_by = 'unit') THEN 'central_it' ELSE category END AS category
        ),
        CASE WHEN decided_by = 'rule' THEN CAST(number AS INTEGER) END AS rule_id
    FROM possible
)

SELECT
    s.decided_by,
    s.number,
    s.account_nature,
    s.account_kind,
    s.is_central,
    s.is_cost,
    s.category,
    s.activity,
    s.nature,
    s.funding,
    s.rule_id,
    CAST(
        coalesce(
            o.outcome_id,
            (SELECT coalesce(max(outcome_id), 0) FROM outcome)
            + dense_rank() OVER (ORDER BY s.decided_by, s.rule_id, s.category, s.activity, s.nature, s.funding, s.is_cost)
        ) AS INTEGER
    ) AS outcome_id
FROM settled AS s
LEFT JOIN outcome AS o
    ON s.decided_by = o.decided_by AND s.is_cost = o.is_cost AND s.category = o.category AND s.nature = o.nature
    AND s.funding = o.funding AND s.activity IS NOT DISTINCT FROM o.activity AND s.rule_id IS NOT DISTINCT FROM o.rule_id;
