-- purpose: the stored rows of open periods that a change of the rules may decide otherwise
-- inputs:  stored_line, unit, closed_period, removed_rule (offered: rule_id)
-- rule_touches is made by the rule compiler: it holds where a new rule's conditions do.
CREATE OR REPLACE TEMP TABLE said_line AS
SELECT l.*
FROM stored_line AS l
JOIN unit AS u ON l.unit = u.unit
WHERE (l.unit, l.month) NOT IN (SELECT (unit, month) FROM closed_period)
    AND (
        l.rule_id IN (SELECT rule_id FROM removed_rule)
        OR rule_touches(
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
    );

CREATE OR REPLACE TEMP VIEW line_in AS
SELECT
    unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier, voucher, date,
    period_given, amount_sek, text, source, file_id, line, from_sie, is_balance, month, NULL::INTEGER AS part_id, row_number,
    struct_pack(
        counterparty_unit := counterparty_unit, is_cost := is_cost, category := category, activity := activity, nature := nature,
        funding := funding, decided_by := decided_by, rule_id := rule_id
    ) AS held
FROM said_line;

CREATE OR REPLACE TEMP VIEW line_word AS
SELECT account, cost_centre, activity_code, project, counterparty, supplier, text FROM said_line;
