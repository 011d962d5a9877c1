-- purpose: every table of a new store
-- units:   amount_sek SEK, debit positive; month YYYYMM as an integer; fte full-time equivalents
CREATE TABLE store_schema (schema_version INTEGER NOT NULL);
INSERT INTO store_schema VALUES (1);

-- What was done, in order: the store can be made anew from this and the kept originals.
CREATE TABLE act (
    act_id INTEGER PRIMARY KEY,
    done_at TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    act VARCHAR NOT NULL,
    detail VARCHAR NOT NULL
);

CREATE TABLE delivered_file (
    file_id INTEGER PRIMARY KEY,
    act_id INTEGER NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    stored_name VARCHAR NOT NULL,
    stored_sha256 VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    mapping VARCHAR,
    rows_read INTEGER NOT NULL,
    sum_sek DECIMAL(18, 2),
    ksumma VARCHAR
);

CREATE TABLE mapping (
    name VARCHAR PRIMARY KEY,
    signature VARCHAR NOT NULL,
    content VARCHAR NOT NULL
);

-- The rows of every register but the ledger, as given, one canonical JSON object a row.
CREATE TABLE register_row (
    register VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    file_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    content VARCHAR NOT NULL
);

CREATE TABLE rule (
    version INTEGER NOT NULL,
    rule_id INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    chart VARCHAR,
    valid_from DATE,
    valid_to DATE,
    unit VARCHAR,
    account_from VARCHAR,
    account_to VARCHAR,
    cost_centre VARCHAR,
    activity_code VARCHAR,
    project VARCHAR,
    counterparty VARCHAR,
    supplier VARCHAR,
    text VARCHAR,
    category VARCHAR NOT NULL,
    activity VARCHAR,
    nature VARCHAR,
    funding VARCHAR,
    note VARCHAR
);

CREATE TABLE ledger_line (
    unit VARCHAR NOT NULL,
    account VARCHAR,
    cost_centre VARCHAR,
    activity_code VARCHAR,
    project VARCHAR,
    object VARCHAR,
    counterparty VARCHAR,
    supplier_id VARCHAR,
    supplier VARCHAR,
    voucher VARCHAR,
    date DATE NOT NULL,
    period_given VARCHAR,
    amount_sek DECIMAL(18, 2) NOT NULL,
    text VARCHAR,
    source VARCHAR NOT NULL,
    file_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    from_sie BOOLEAN NOT NULL,
    is_balance BOOLEAN NOT NULL,
    month INTEGER NOT NULL,
    counterparty_unit VARCHAR,
    is_internal BOOLEAN NOT NULL,
    is_cost BOOLEAN NOT NULL,
    category VARCHAR NOT NULL,
    activity VARCHAR,
    nature VARCHAR NOT NULL,
    funding VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    rule_id INTEGER,
    rule_version INTEGER NOT NULL
);

-- Which account groups are staff, premises or depreciation, for lines that take their unit's category.
CREATE TABLE account_nature (chart VARCHAR NOT NULL, account_group VARCHAR NOT NULL, nature VARCHAR NOT NULL);

-- Dated constants (kpi/parameters) as they stood when the figures were built.
CREATE TABLE parameter (id VARCHAR NOT NULL, valid_from DATE NOT NULL, number DECIMAL(18, 6) NOT NULL);

CREATE VIEW rule_version_in_force AS SELECT coalesce(max(version), 0) AS version FROM rule;

CREATE VIEW rule_in_force AS
SELECT r.* FROM rule AS r JOIN rule_version_in_force AS v ON r.version = v.version;

CREATE TABLE ledger_part (
    unit VARCHAR, month INTEGER, source VARCHAR, row_count BIGINT, sum_sek DECIMAL(18, 2), file_id INTEGER
);

CREATE TABLE setting (name VARCHAR PRIMARY KEY, content VARCHAR NOT NULL);
