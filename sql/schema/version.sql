-- purpose: which schema a store was made with
-- inputs:  store_schema (one row)
SELECT schema_version FROM store_schema;
