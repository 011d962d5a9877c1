-- purpose: every ledger line with what it is: internal or not, its category, and what decided that
-- grain:   one row per row of line_in
-- inputs:  line_in (temp view), unit, counterparty_code, account_nature, rule_in_force (one row per rule),
--          line_override (one row per different line)
-- units:   amount_sek SEK
-- The order of deciding is kpis.md section 2, steps 0 to 4; rule_number and asked_… are made by the rule compiler.
CREATE OR REPLACE TEMP VIEW line_out AS
WITH placed AS (
    SELECT
        l.*,
        u.kind,
        u.chart,
        substr(l.account, 1, 1) AS account_class,
        CASE WHEN regexp_full_match(l.account, '[0-9]+') THEN l.account END AS number_account,
        c.unit AS known_unit,
        CASE
            WHEN c.unit IS NOT NULL THEN c.unit <> l.unit
            ELSE coalesce(
                u.chart = 'kommunbas' AND l.counterparty BETWEEN '1' AND '8'
                AND regexp_full_match(l.counterparty, '[1-7][0-9]*')
                AND NOT regexp_full_match(l.counterparty, '[0-9]{10}|16[0-9]{10}'),
                FALSE
            )
        END AS is_internal,
        coalesce(c.kind = 'central_it', FALSE) AND c.unit <> l.unit AS is_from_central_it,
        asked_cost_centre(l.cost_centre) AS cost_centre_key,
        asked_activity_code(l.activity_code) AS activity_key,
        asked_project(l.project) AS project_key,
        asked_counterparty(l.counterparty) AS counterparty_key,
        asked_supplier(l.supplier) AS supplier_key,
        asked_text(l.text) AS text_key
    FROM line_in AS l
    JOIN unit AS u ON l.unit = u.unit
    LEFT JOIN counterparty_code AS c
        ON l.counterparty = c.code AND l.date >= c.valid_from AND l.date <= c.valid_to
),

numbered AS (
    SELECT
        *,
        TRY_CAST(rpad(number_account, 10, '0') AS BIGINT) AS account_number,
        length(number_account) AS account_digits
    FROM placed
),

asked AS (
    SELECT
        *,
        account_class IS NULL OR account_class IN ('4', '5', '6', '7') AS is_operating,
        CASE
            WHEN account_class = '3' THEN
                CASE
                    WHEN from_sie AND kind = 'central_it' THEN rule_number(
                        'income', unit, chart, date, number_account, account_number, account_digits, cost_centre_key, activity_key, project_key, counterparty_key,
                        supplier_key, text_key
                    )
                END
            WHEN is_internal AND is_from_central_it AND (account_class IS NULL OR account_class IN ('4', '5', '6', '7')) THEN NULL
            ELSE rule_number(
                CASE WHEN is_internal THEN 'bought inside' ELSE 'any' END, unit, chart, date, number_account, account_number, account_digits, cost_centre_key,
                activity_key, project_key, counterparty_key, supplier_key, text_key
            )
        END AS hit
    FROM numbered
),

ruled AS (
    SELECT
        a.*,
        r.category AS rule_category,
        r.activity AS rule_activity,
        r.nature AS rule_nature,
        r.funding AS rule_funding,
        r.unit IS NOT NULL AS rule_names_unit,
        o.category AS override_category,
        o.activity AS override_activity,
        o.nature AS override_nature,
        o.funding AS override_funding,
        a.is_operating OR coalesce(
            (a.account_class <> '3' OR o.category IS NOT NULL)
            AND coalesce(o.category, r.category) IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it', 'digitalisation'),
            FALSE
        ) AS is_cost
    FROM asked AS a
    LEFT JOIN rule_in_force AS r ON a.hit = r.rule_id
    -- Day and amount find it; the rest makes sure.
    LEFT JOIN line_override AS o
        ON a.date = o.date AND a.amount_sek = o.amount_sek AND a.unit = o.unit
        AND a.account IS NOT DISTINCT FROM o.account AND a.cost_centre IS NOT DISTINCT FROM o.cost_centre
        AND a.activity_code IS NOT DISTINCT FROM o.activity_code AND a.project IS NOT DISTINCT FROM o.project
        AND a.object IS NOT DISTINCT FROM o.object AND a.counterparty IS NOT DISTINCT FROM o.counterparty
        AND a.supplier_id IS NOT DISTINCT FROM o.supplier_id AND a.supplier IS NOT DISTINCT FROM o.supplier
        AND a.voucher IS NOT DISTINCT FROM o.voucher AND a.period_given IS NOT DISTINCT FROM o.period_given
        AND a.text IS NOT DISTINCT FROM o.text
),

decided AS (
    SELECT
        *,
        CASE
            WHEN override_category IS NOT NULL THEN 'override'
            WHEN account_class = '3' AND kind = 'central_it' AND is_internal THEN 'internal'
            WHEN is_operating AND is_from_central_it THEN 'internal'
            WHEN account_class = '3' AND hit IS NULL THEN 'income'
            WHEN hit IS NOT NULL THEN 'rule'
            WHEN is_cost AND kind IN ('central_it', 'digitalisation') THEN 'unit'
            WHEN is_cost AND is_internal THEN 'bought inside'
            WHEN is_cost THEN 'nothing'
            ELSE 'no cost'
        END AS decided_by
    FROM ruled
)

SELECT
    d.unit,
    d.account,
    d.cost_centre,
    d.activity_code,
    d.project,
    d.object,
    d.counterparty,
    d.supplier_id,
    d.supplier,
    d.voucher,
    d.date,
    d.period_given,
    d.amount_sek,
    d.text,
    d.source,
    d.file_id,
    d.line,
    d.from_sie,
    d.is_balance,
    d.month,
    CASE WHEN d.is_internal THEN coalesce(d.known_unit, d.counterparty) END AS counterparty_unit,
    d.is_cost,
    CASE d.decided_by
        WHEN 'override' THEN d.override_category
        WHEN 'internal' THEN 'internal_it'
        WHEN 'rule' THEN
            CASE
                WHEN d.kind = 'central_it' AND d.is_cost AND NOT d.rule_names_unit
                    AND d.rule_category IN ('external_it', 'local_it_staff', 'shadow_it', 'not_it')
                    THEN 'central_it'
                ELSE d.rule_category
            END
        WHEN 'unit' THEN CASE WHEN d.kind = 'central_it' THEN 'central_it' ELSE 'digitalisation' END
        WHEN 'nothing' THEN 'unclassified'
        ELSE 'not_it'
    END AS category,
    CASE d.decided_by WHEN 'rule' THEN d.rule_activity WHEN 'override' THEN d.override_activity END AS activity,
    CASE
        WHEN d.decided_by = 'override' THEN d.override_nature
        WHEN d.decided_by = 'internal' THEN 'internal'
        WHEN d.decided_by = 'rule' THEN coalesce(d.rule_nature, 'other')
        WHEN d.decided_by = 'unit' THEN coalesce(n.nature, 'other')
        ELSE 'other'
    END AS nature,
    CASE d.decided_by
        WHEN 'override' THEN d.override_funding
        WHEN 'rule' THEN coalesce(d.rule_funding, 'drift')
        ELSE 'drift'
    END AS funding,
    d.decided_by,
    CASE WHEN d.decided_by = 'rule' THEN d.hit END AS rule_id,
    d.row_number,
    d.held
FROM decided AS d
LEFT JOIN account_nature AS n ON d.chart = n.chart AND substr(d.account, 1, 2) = n.account_group;
