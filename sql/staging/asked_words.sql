-- purpose: what the rules ask about the lines to be decided, found out once for each different word of them
-- grain:   different_word one row per field and word; asked_word those that fit any rule's pattern; asked_account one row per
--          chart and account; asked_counterparty one row per code that says another unit of the group
-- inputs:  line_word (temp view: the words of line_in, or more), unit, account_nature (one row per chart and group)
-- asked_… and account_place are made by the rule compiler. The words are found first: the questions would else be put to every line.
CREATE OR REPLACE TEMP TABLE different_word AS
SELECT DISTINCT 'account' AS field, account AS printed FROM line_word
UNION ALL
SELECT DISTINCT 'cost_centre' AS field, cost_centre AS printed FROM line_word
UNION ALL
SELECT DISTINCT 'activity_code' AS field, activity_code AS printed FROM line_word
UNION ALL
SELECT DISTINCT 'project' AS field, project AS printed FROM line_word
UNION ALL
SELECT DISTINCT 'counterparty' AS field, counterparty AS printed FROM line_word
UNION ALL
SELECT DISTINCT 'supplier' AS field, supplier AS printed FROM line_word
UNION ALL
SELECT DISTINCT 'text' AS field, text AS printed FROM line_word;

CREATE OR REPLACE TEMP TABLE asked_word AS
SELECT field, printed, asked
FROM (
    SELECT
        field,
        printed,
        CASE field
            WHEN 'cost_centre' THEN asked_cost_centre(printed)
            WHEN 'activity_code' THEN asked_activity_code(printed)
            WHEN 'project' THEN asked_project(printed)
            WHEN 'counterparty' THEN asked_counterparty(printed)
            WHEN 'supplier' THEN asked_supplier(printed)
            WHEN 'text' THEN asked_text(printed)
        END AS asked
    FROM different_word
)
WHERE asked IS NOT NULL;

CREATE OR REPLACE TEMP TABLE asked_account AS
WITH numbered AS (
    SELECT
        c.chart,
        w.printed AS account,
        CASE WHEN regexp_full_match(w.printed, '[0-9]+') THEN w.printed END AS number_account,
        TRY_CAST(rpad(number_account, 10, '0') AS BIGINT) AS account_number,
        length(number_account) AS account_digits
    FROM different_word AS w
    CROSS JOIN (SELECT DISTINCT chart FROM unit) AS c
    WHERE w.field = 'account'
)

SELECT
    a.chart,
    a.account,
    substr(a.account, 1, 1) AS account_class,
    n.nature,
    a.number_account,
    a.account_number,
    a.account_digits,
    account_place('any', a.chart, a.number_account, a.account_number, a.account_digits) AS place,
    account_place('income', a.chart, a.number_account, a.account_number, a.account_digits) AS income_place
FROM numbered AS a
LEFT JOIN account_nature AS n ON a.chart = n.chart AND substr(a.account, 1, 2) = n.account_group;

-- In Kommun-Bas the counterparty's code itself says that it is one of the group.
CREATE OR REPLACE TEMP TABLE asked_counterparty AS
SELECT printed AS counterparty
FROM different_word
WHERE field = 'counterparty'
    AND printed BETWEEN '1' AND '8'
    AND regexp_full_match(printed, '[1-7][0-9]*')
    AND NOT regexp_full_match(printed, '[0-9]{10}|16[0-9]{10}');
