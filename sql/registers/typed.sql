-- purpose: the registers that figures are made of, with types
-- grain:   one row per delivered row
-- inputs:  register_row (one row per delivered row)
CREATE OR REPLACE TABLE unit AS
SELECT
    content ->> '$.unit' AS unit,
    content ->> '$.name' AS name,
    content ->> '$.kind' AS kind,
    content ->> '$.parent' AS parent,
    content ->> '$.org_number' AS org_number,
    content ->> '$.chart' AS chart,
    content ->> '$.counterparty' AS counterparty,
    coalesce(CAST(content ->> '$.valid_from' AS DATE), DATE '0001-01-01') AS valid_from,
    coalesce(CAST(content ->> '$.valid_to' AS DATE), DATE '9999-12-31') AS valid_to
FROM register_row
WHERE register = 'units';

-- A unit is known by its counterparty code, and by its organisation number where no other unit shares it.
CREATE OR REPLACE TABLE counterparty_code AS
WITH numbered AS (
    SELECT unit, kind, valid_from, valid_to, right(replace(org_number, '-', ''), 10) AS org_number
    FROM unit
    WHERE org_number IS NOT NULL
),

alone AS (
    SELECT org_number
    FROM numbered
    GROUP BY org_number
    HAVING count(*) = 1
),

org_form AS (
    SELECT n.unit, n.kind, n.valid_from, n.valid_to, n.org_number
    FROM numbered AS n
    JOIN alone AS a ON n.org_number = a.org_number
),

code AS (
    SELECT 1 AS preference, unit, kind, valid_from, valid_to, counterparty AS code FROM unit WHERE counterparty IS NOT NULL
    UNION ALL
    SELECT 2, unit, kind, valid_from, valid_to, org_number FROM org_form
    UNION ALL
    SELECT 2, unit, kind, valid_from, valid_to, substr(org_number, 1, 6) || '-' || substr(org_number, 7) FROM org_form
    UNION ALL
    SELECT 2, unit, kind, valid_from, valid_to, '16' || org_number FROM org_form
    UNION ALL
    SELECT 2, unit, kind, valid_from, valid_to, '16' || substr(org_number, 1, 6) || '-' || substr(org_number, 7) FROM org_form
)

-- One code names one unit on one day: a code of its own goes before an organisation number, then the first unit.
SELECT c.code, c.unit, c.kind, c.valid_from, c.valid_to
FROM code AS c
WHERE NOT EXISTS (
    SELECT 1
    FROM code AS o
    WHERE o.code = c.code
        AND (o.preference < c.preference OR (o.preference = c.preference AND o.unit < c.unit))
        AND o.valid_from <= c.valid_to AND c.valid_from <= o.valid_to
);

CREATE OR REPLACE TABLE headcount AS
SELECT
    content ->> '$.unit' AS unit,
    CAST(replace(content ->> '$.period', '-', '') AS INTEGER) AS month,
    content ->> '$.role' AS role,
    content ->> '$.resource_class' AS resource_class,
    CAST(content ->> '$.fte' AS DECIMAL(18, 6)) AS fte,
    coalesce(CAST(content ->> '$.time_share' AS DECIMAL(18, 6)), 1) AS time_share,
    CAST(content ->> '$.cost_per_fte_sek' AS DECIMAL(18, 2)) AS cost_per_fte_sek,
    content ->> '$.status' AS status,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'headcount';

CREATE OR REPLACE TABLE turnover AS
SELECT
    content ->> '$.unit' AS unit,
    CAST(content ->> '$.year' AS INTEGER) AS year,
    CAST(content ->> '$.turnover_sek' AS DECIMAL(18, 2)) AS turnover_sek,
    content ->> '$.definition' AS definition,
    coalesce(content ->> '$.status', 'utfall') AS status,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'turnover';

CREATE OR REPLACE TABLE declared_shadow_it AS
SELECT
    content ->> '$.unit' AS unit,
    CAST(content ->> '$.year' AS INTEGER) AS year,
    CAST(content ->> '$.amount_sek' AS DECIMAL(18, 2)) AS amount_sek,
    content ->> '$.basis' AS basis,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'declared_shadow_it';

CREATE OR REPLACE TABLE role AS
SELECT
    content ->> '$.pattern' AS pattern,
    content ->> '$.role' AS role,
    CAST(content ->> '$.time_share' AS DECIMAL(18, 6)) AS time_share
FROM register_row
WHERE register = 'roles';

CREATE OR REPLACE TABLE control_total AS
SELECT
    content ->> '$.unit' AS unit,
    CAST(replace(content ->> '$.period', '-', '') AS INTEGER) AS month,
    CAST(content ->> '$.cost_sek' AS DECIMAL(18, 2)) AS cost_sek,
    CAST(content ->> '$.debit_sek' AS DECIMAL(18, 2)) AS debit_sek,
    source
FROM register_row
WHERE register = 'control_totals';
