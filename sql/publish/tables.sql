-- purpose: every table of a published snapshot: sums only, nothing of lines, suppliers, vouchers, people or free texts
-- units:   SEK; HTE; month YYYYMM as an integer; times UTC
CREATE TABLE edition (
    number INTEGER,
    published_at TIMESTAMP NOT NULL,
    data_date TIMESTAMP,
    last_month INTEGER,
    state VARCHAR NOT NULL,
    rule_version INTEGER,
    snapshot_schema INTEGER NOT NULL,
    product_version VARCHAR NOT NULL,
    group_name VARCHAR,
    is_invented BOOLEAN NOT NULL,
    checksum VARCHAR,
    seal VARCHAR
);

CREATE TABLE card_version (card VARCHAR NOT NULL, version INTEGER NOT NULL);

CREATE TABLE unit (unit VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL);

-- The months that lines lie in, and whether the figures of the month are closed.
CREATE TABLE period (unit VARCHAR NOT NULL, month INTEGER NOT NULL, is_closed BOOLEAN NOT NULL);

-- A side that is exact money stands in its _sek column, every other in the plain one.
CREATE TABLE figure (
    card VARCHAR NOT NULL,
    card_version INTEGER NOT NULL,
    variant VARCHAR,
    unit VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE,
    numerator DOUBLE,
    numerator_sek DECIMAL(18, 2),
    denominator DOUBLE,
    denominator_sek DECIMAL(18, 2),
    unit_of_measure VARCHAR NOT NULL,
    status VARCHAR,
    missing VARCHAR,
    counted_zero VARCHAR,
    classified_share DOUBLE,
    months INTEGER NOT NULL,
    is_suppressed BOOLEAN NOT NULL
);

CREATE TABLE unit_year (
    unit VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    has_ledger BOOLEAN NOT NULL,
    months INTEGER,
    classified_share DOUBLE,
    k1_gross_sek DECIMAL(18, 2),
    k1_part_sek DOUBLE,
    k2_sek DECIMAL(18, 2),
    k3_sek DOUBLE,
    k4_sek DECIMAL(18, 2),
    k4_declared_sek DECIMAL(18, 2),
    k3_from VARCHAR,
    total_it_sek DOUBLE,
    digitalisation_incl_sek DECIMAL(18, 2),
    digitalisation_excl_sek DECIMAL(18, 2),
    digitalisation_invest_sek DECIMAL(18, 2),
    it_investment_sek DECIMAL(18, 2),
    internal_invoiced_sek DECIMAL(18, 2),
    outside_income_sek DECIMAL(18, 2),
    unclassified_abs_sek DECIMAL(18, 2),
    cost_abs_sek DECIMAL(18, 2),
    turnover_sek DECIMAL(18, 2),
    turnover_status VARCHAR,
    total_fte DOUBLE
);

CREATE TABLE pace_year (
    unit VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    basis VARCHAR,
    share_pct DOUBLE,
    earlier_year INTEGER,
    outcome_pp DOUBLE,
    target_year INTEGER,
    target_pct DOUBLE,
    decided_year INTEGER,
    decided_pp DOUBLE,
    required_pp DOUBLE,
    years_to_target DOUBLE,
    volume_months INTEGER
);

-- Which numbers of HTE were kept out: what was counted, of whom and of which year; never how many.
CREATE TABLE hidden (measure VARCHAR NOT NULL, unit VARCHAR NOT NULL, year INTEGER NOT NULL);
