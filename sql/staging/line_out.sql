-- purpose: every ledger line with what it is: internal or not, its category, and what decided that
-- grain:   one row per row of line_in
-- inputs:  line_in (temp view), unit, counterparty_code, line_override (one row per different line), asked_word,
--          asked_account, asked_counterparty, asked_outcome (temp tables)
-- units:   amount_sek SEK
-- The order of deciding is kpis.md section 2, steps 0 to 4; rule_number and asked_… are made by the rule compiler.
CREATE OR REPLACE TEMP VIEW line_out AS
WITH numbered AS (
    SELECT
        l.*,
        u.kind,
        u.chart,
        n.account_class,
        n.nature AS account_nature,
        n.number_account,
        n.account_number,
        n.account_digits,
        n.place,
        n.income_place,
        c.unit AS known_unit,
        CASE WHEN c.unit IS NOT NULL THEN c.unit <> l.unit ELSE coalesce(u.chart = 'kommunbas', FALSE) AND g.counterparty IS NOT NULL END AS is_internal,
        coalesce(c.kind = 'central_it', FALSE) AND c.unit <> l.unit AS is_from_central_it,
        w1.asked AS cost_centre_key,
        w2.asked AS activity_key,
        w3.asked AS project_key,
        w4.asked AS counterparty_key,
        w5.asked AS supplier_key,
        w6.asked AS text_key
    FROM line_in AS l
    JOIN unit AS u ON l.unit = u.unit
    LEFT JOIN asked_account AS n ON l.account = n.account AND u.chart IS NOT DISTINCT FROM n.chart
    LEFT JOIN counterparty_code AS c
        ON l.counterparty = c.code AND l.date >= c.valid_from AND l.date <= c.valid_to
    LEFT JOIN asked_counterparty AS g ON l.counterparty = g.counterparty
    LEFT JOIN asked_word AS w1 ON w1.field = 'cost_centre' AND l.cost_centre = w1.printed
    LEFT JOIN asked_word AS w2 ON w2.field = 'activity_code' AND l.activity_code = w2.printed
    LEFT JOIN asked_word AS w3 ON w3.field = 'project' AND l.project = w3.printed
    LEFT JOIN asked_word AS w4 ON w4.field = 'counterparty' AND l.counterparty = w4.printed
    LEFT JOIN asked_word AS w5 ON w5.field = 'supplier' AND l.supplier = w5.printed
    LEFT JOIN asked_word AS w6 ON w6.field = 'text' AND l.text = w6.printed
),

asked AS (
    SELECT
        *,
        account_class IS NULL OR account_class IN ('4', '5', '6', '7') AS is_operating,
        CASE
            WHEN account_class = '3' THEN
                CASE
                    WHEN from_sie AND kind = 'central_it' THEN rule_number(
                        'income', income_place, unit, chart, date, number_account, account_number, account_digits, cost_centre_key, activity_key, project_key, counterparty_key,
                        supplier_key, text_key
                    )
                END
            WHEN is_internal AND is_from_central_it AND (account_class IS NULL OR account_class IN ('4', '5', '6', '7')) THEN NULL
            ELSE rule_number(
                CASE WHEN is_internal THEN 'bought inside' ELSE 'any' END, CASE WHEN NOT is_internal THEN place END, unit, chart, date, number_account, account_number, account_digits, cost_centre_key,
                activity_key, project_key, counterparty_key, supplier_key, text_key
            )
        END AS hit
    FROM numbered
),

decided AS (
    SELECT
        a.*,
        o.number AS override_number,
        CASE WHEN a.is_operating THEN 'operating' WHEN a.account_class = '3' THEN 'income' ELSE 'other' END AS account_kind,
        CASE
            WHEN o.number IS NOT NULL THEN 'override'
            WHEN a.account_class = '3' AND a.kind = 'central_it' AND a.is_internal THEN 'internal'
            WHEN a.is_operating AND a.is_from_central_it THEN 'internal'
            WHEN a.account_class = '3' AND a.hit IS NULL THEN 'income'
            WHEN a.hit IS NOT NULL THEN 'rule'
            WHEN a.is_operating AND a.kind IN ('central_it', 'digitalisation') THEN 'unit'
            WHEN a.is_operating AND a.is_internal THEN 'bought inside'
            WHEN a.is_operating THEN 'nothing'
            ELSE 'no cost'
        END AS step
    FROM asked AS a
    -- Day and amount find it; the rest makes sure.
    LEFT JOIN (SELECT *, rowid AS number FROM line_override) AS o
        ON a.date = o.date AND a.amount_sek = o.amount_sek AND a.unit = o.unit
        AND a.account IS NOT DISTINCT FROM o.account AND a.cost_centre IS NOT DISTINCT FROM o.cost_centre
        AND a.activity_code IS NOT DISTINCT FROM o.activity_code AND a.project IS NOT DISTINCT FROM o.project
        AND a.object IS NOT DISTINCT FROM o.object AND a.counterparty IS NOT DISTINCT FROM o.counterparty
        AND a.supplier_id IS NOT DISTINCT FROM o.supplier_id AND a.supplier IS NOT DISTINCT FROM o.supplier
        AND a.voucher IS NOT DISTINCT FROM o.voucher AND a.period_given IS NOT DISTINCT FROM o.period_given
        AND a.text IS NOT DISTINCT FROM o.text
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
    r.is_cost,
    r.category,
    r.activity,
    r.nature,
    r.funding,
    r.decided_by,
    r.rule_id,
    d.part_id,
    r.outcome_id,
    d.row_number,
    d.held
FROM decided AS d
LEFT JOIN asked_outcome AS r
    ON d.step = r.decided_by
    AND CASE d.step WHEN 'rule' THEN d.hit WHEN 'override' THEN d.override_number ELSE 0 END = r.number
    AND CASE WHEN d.step = 'unit' THEN coalesce(d.account_nature, 'other') ELSE '' END = r.account_nature
    AND d.account_kind = r.account_kind
    AND (d.kind = 'central_it') = r.is_central;
