-- purpose: where a delivery's ledger rows stand while they are checked
-- grain:   stg_ledger one row per row read; stg_group one row per what a file's rows print of unit, day, period and source;
--          ledger_shape and line_difference none
-- inputs:  stored_line (gives line_difference its columns)
CREATE OR REPLACE TEMP TABLE ledger_shape (
    line INTEGER,
    unit VARCHAR,
    account VARCHAR,
    cost_centre VARCHAR,
    activity_code VARCHAR,
    project VARCHAR,
    object VARCHAR,
    counterparty VARCHAR,
    supplier_id VARCHAR,
    supplier VARCHAR,
    voucher VARCHAR,
    date VARCHAR,
    period VARCHAR,
    amount_sek VARCHAR,
    source VARCHAR,
    text VARCHAR,
    text_1 VARCHAR,
    text_2 VARCHAR,
    text_3 VARCHAR,
    text_4 VARCHAR,
    text_5 VARCHAR
);

CREATE OR REPLACE TEMP TABLE stg_ledger (
    file_id INTEGER NOT NULL,
    line INTEGER,
    unit_text VARCHAR NOT NULL,
    account VARCHAR,
    cost_centre VARCHAR,
    activity_code VARCHAR,
    project VARCHAR,
    object VARCHAR,
    counterparty VARCHAR,
    supplier_id VARCHAR,
    supplier VARCHAR,
    voucher VARCHAR,
    date_text VARCHAR NOT NULL,
    period_text VARCHAR NOT NULL,
    amount_text VARCHAR,
    amount_sek DECIMAL(18, 2),
    source VARCHAR,
    text VARCHAR
);

-- What the checks and the comparison ask is asked of these sums, not of every row again.
CREATE OR REPLACE TEMP TABLE stg_group (
    file_id INTEGER NOT NULL,
    unit_text VARCHAR NOT NULL,
    date_text VARCHAR NOT NULL,
    period_text VARCHAR NOT NULL,
    source_text VARCHAR,
    first_row BIGINT NOT NULL,
    first_line INTEGER,
    row_count BIGINT NOT NULL,
    amount_count BIGINT NOT NULL,
    unread_count BIGINT NOT NULL,
    account_count BIGINT NOT NULL,
    row_without_account BIGINT,
    line_without_account INTEGER,
    sum_sek DECIMAL(38, 2),
    sum_abs_sek DECIMAL(38, 2),
    cost_sek DECIMAL(38, 2)
);

CREATE OR REPLACE TEMP TABLE stg_unit (file_id INTEGER, unit_text VARCHAR, unit VARCHAR);

CREATE OR REPLACE TEMP TABLE stg_date (
    file_id INTEGER,
    date_text VARCHAR,
    period_text VARCHAR,
    date DATE,
    period_given VARCHAR,
    month INTEGER
);

-- One row per file: where its rows begin, and what holds for all of them.
CREATE OR REPLACE TEMP TABLE stg_file (
    file_id INTEGER,
    first_row BIGINT,
    first_line INTEGER,
    source VARCHAR,
    from_sie BOOLEAN,
    is_balance BOOLEAN
);

CREATE OR REPLACE TEMP TABLE line_difference AS
SELECT
    unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier,
    voucher, date, period_given, amount_sek, text, source, month, CAST(0 AS BIGINT) AS surplus
FROM stored_line
WHERE FALSE;
