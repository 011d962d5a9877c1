-- purpose: how many rows have been staged so far
SELECT count(*) AS row_count FROM stg_ledger;
