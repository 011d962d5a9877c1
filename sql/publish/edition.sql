-- purpose: which edition a snapshot is
-- grain:   one row
-- inputs:  edition
SELECT
    number,
    published_at,
    data_date,
    last_month,
    state,
    rule_version,
    snapshot_schema,
    product_version,
    group_name,
    is_invented,
    checksum,
    seal
FROM edition;
