-- purpose: every table of a new store
-- units:   amount_sek SEK, debit positive; month YYYYMM as an integer; fte full-time equivalents
CREATE TABLE store_schema (schema_version INTEGER NOT NULL);
INSERT INTO store_schema VALUES (5);

-- What was done, in order: the store can be made anew from this and the kept originals.
CREATE TABLE act (
    act_id INTEGER PRIMARY KEY,
    done_at TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    act VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    is_verified BOOLEAN NOT NULL,
    hash VARCHAR NOT NULL
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
    position INTEGER NOT NULL,
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
    note VARCHAR,
    act_id INTEGER NOT NULL -- by which the rule came; 0 = it was there from the start
);

-- What delivered rows have in common: a row names it, and is stored with what is its own.
CREATE TABLE delivered_part (
    part_id INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    month INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    file_id INTEGER NOT NULL,
    period_given VARCHAR,
    from_sie BOOLEAN NOT NULL,
    is_balance BOOLEAN NOT NULL
);

-- What rows have been decided to be: few, each with a number that the rows name.
CREATE TABLE outcome (
    outcome_id INTEGER NOT NULL,
    is_cost BOOLEAN NOT NULL,
    category VARCHAR NOT NULL,
    activity VARCHAR,
    nature VARCHAR NOT NULL,
    funding VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    rule_id INTEGER
);

CREATE TABLE stored_row (
    part_id INTEGER NOT NULL,
    outcome_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    date DATE NOT NULL,
    amount_sek DECIMAL(18, 2) NOT NULL,
    account VARCHAR,
    cost_centre VARCHAR,
    activity_code VARCHAR,
    project VARCHAR,
    object VARCHAR,
    counterparty VARCHAR,
    supplier_id VARCHAR,
    supplier VARCHAR,
    voucher VARCHAR,
    text VARCHAR,
    counterparty_unit VARCHAR
);

-- A ledger line: what was delivered, and what it was decided to be.
CREATE VIEW stored_line AS
SELECT
    r.rowid AS row_number,
    p.unit,
    r.account,
    r.cost_centre,
    r.activity_code,
    r.project,
    r.object,
    r.counterparty,
    r.supplier_id,
    r.supplier,
    r.voucher,
    r.date,
    p.period_given,
    r.amount_sek,
    r.text,
    p.source,
    p.file_id,
    r.line,
    p.from_sie,
    p.is_balance,
    p.month,
    r.counterparty_unit,
    o.is_cost,
    o.category,
    o.activity,
    o.nature,
    o.funding,
    o.decided_by,
    o.rule_id
FROM stored_row AS r
JOIN delivered_part AS p ON r.part_id = p.part_id
JOIN outcome AS o ON r.outcome_id = o.outcome_id;

-- A controller's decision about one line (kpis.md section 2, step 0), bound to what the line says. It stands for every
-- line that says the same.
CREATE TABLE line_override (
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
    category VARCHAR NOT NULL,
    activity VARCHAR,
    nature VARCHAR NOT NULL,
    funding VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    act_id INTEGER NOT NULL
);

-- Closings are never taken away: a period that is opened again is marked, and closed anew as a further row.
CREATE TABLE closing (
    closing_id INTEGER PRIMARY KEY,
    unit VARCHAR NOT NULL,
    month INTEGER NOT NULL,
    rule_version INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    sum_sek DECIMAL(18, 2) NOT NULL,
    hash VARCHAR NOT NULL,
    act_id INTEGER NOT NULL,
    reopened_act_id INTEGER
);

-- The lines of a closed period in their order, each with the link of the chain it makes.
CREATE TABLE closed_line (
    closing_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    hash VARCHAR NOT NULL
);

CREATE VIEW closed_period AS
SELECT unit, month, rule_version, closing_id FROM closing WHERE reopened_act_id IS NULL;

-- What a year's figures rest on beside the lines, as it stood when the year's twelfth month was closed.
CREATE TABLE closed_turnover (
    closing_id INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    turnover_sek DECIMAL(18, 2),
    definition VARCHAR,
    status_rank INTEGER
);

CREATE TABLE closed_headcount (
    closing_id INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    total_fte DOUBLE,
    it_fte DOUBLE,
    local_it_fte DOUBLE,
    digital_fte DOUBLE,
    digital_permanent_fte DOUBLE,
    digital_temporary_fte DOUBLE,
    has_local_staff BOOLEAN,
    local_cost_sek DOUBLE,
    status_rank INTEGER
);

-- Which account groups are staff, premises or depreciation, for lines that take their unit's category.
CREATE TABLE account_nature (chart VARCHAR NOT NULL, account_group VARCHAR NOT NULL, nature VARCHAR NOT NULL);

-- Dated constants (kpi/parameters) as they stood when the figures were built.
CREATE TABLE parameter (id VARCHAR NOT NULL, valid_from DATE NOT NULL, number DECIMAL(18, 6) NOT NULL);

CREATE VIEW rule_version_in_force AS SELECT coalesce(max(version), 0) AS version FROM rule;

CREATE VIEW rule_in_force AS
SELECT r.* FROM rule AS r JOIN rule_version_in_force AS v ON r.version = v.version;

-- A ledger line with the version of the rules that decided it: of a closed period the one it was closed under.
CREATE VIEW ledger_line AS
SELECT l.* EXCLUDE (row_number), l.counterparty_unit IS NOT NULL AS is_internal, coalesce(c.rule_version, v.version) AS rule_version
FROM stored_line AS l
CROSS JOIN rule_version_in_force AS v
LEFT JOIN closed_period AS c ON l.unit = c.unit AND l.month = c.month;

CREATE TABLE ledger_part (
    unit VARCHAR, month INTEGER, source VARCHAR, row_count BIGINT, sum_sek DECIMAL(18, 2), file_id INTEGER,
    cost_sek DECIMAL(18, 2), debit_sek DECIMAL(18, 2)
);

CREATE TABLE setting (name VARCHAR PRIMARY KEY, content VARCHAR NOT NULL);
