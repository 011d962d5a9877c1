-- purpose: test cases as the lines they are about, one krona each
-- inputs:  case_line (offered: one row per case)
CREATE OR REPLACE TEMP VIEW line_in AS
SELECT
    unit,
    account,
    cost_centre,
    activity_code,
    project,
    NULL::VARCHAR AS object,
    counterparty,
    NULL::VARCHAR AS supplier_id,
    supplier,
    NULL::VARCHAR AS voucher,
    CAST(date AS DATE) AS date,
    NULL::VARCHAR AS period_given,
    CAST(1 AS DECIMAL(18, 2)) AS amount_sek,
    text,
    'case' AS source,
    0 AS file_id,
    number AS line,
    FALSE AS from_sie,
    FALSE AS is_balance,
    year(CAST(date AS DATE)) * 100 + month(CAST(date AS DATE)) AS month,
    NULL::INTEGER AS part_id,
    NULL AS row_number,
    NULL AS held
FROM case_line;

CREATE OR REPLACE TEMP VIEW line_word AS
SELECT account, cost_centre, activity_code, project, counterparty, supplier, text FROM case_line;
