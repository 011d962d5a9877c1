-- purpose: what the rules ask about the lines to be decided, found out once for each different word of them
-- grain:   asked_word one row per field and word that fits any rule's pattern; asked_account one row per account;
--          asked_counterparty one row per code that says another unit of the group
-- inputs:  line_word (temp view: the words of line_in, or more)
-- asked_… are made by the rule compiler.
CREATE OR REPLACE TEMP TABLE asked_word AS
-- Materialised, or the question would be put to every line before the different words are found.
WITH word AS MATERIALIZED (
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
    SELECT DISTINCT 'text' AS field, text AS printed FROM line_word
),

asked AS MATERIALIZED (
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
    FROM word
)

SELECT field, printed, asked
FROM asked
WHERE asked IS NOT NULL;

CREATE OR REPLACE TEMP TABLE asked_account AS
SELECT
    account,
    substr(account, 1, 1) AS account_class,
    substr(account, 1, 2) AS account_group,
    number_account,
    TRY_CAST(rpad(number_account, 10, '0') AS BIGINT) AS account_number,
    length(number_account) AS account_digits
FROM (
    SELECT account, CASE WHEN regexp_full_match(account, '[0-9]+') THEN account END AS number_account
    FROM (SELECT DISTINCT account FROM line_word)
);

-- In Kommun-Bas the counterparty's code itself says that it is one of the group.
CREATE OR REPLACE TEMP TABLE asked_counterparty AS
WITH word AS MATERIALIZED (
    SELECT DISTINCT counterparty FROM line_word
)

SELECT counterparty
FROM word
WHERE counterparty BETWEEN '1' AND '8'
    AND regexp_full_match(counterparty, '[1-7][0-9]*')
    AND NOT regexp_full_match(counterparty, '[0-9]{10}|16[0-9]{10}');
