-- purpose: the yardstick: the same columns, typed by DuckDB and put into a database file, nothing checked or classified
-- params:  $path
CREATE TABLE ledger AS
SELECT *
FROM read_csv(
    $path,
    delim = ';',
    header = TRUE,
    auto_detect = FALSE,
    columns = {
        'unit': 'VARCHAR',
        'account': 'VARCHAR',
        'cost_centre': 'VARCHAR',
        'activity_code': 'VARCHAR',
        'project': 'VARCHAR',
        'object': 'VARCHAR',
        'counterparty': 'VARCHAR',
        'supplier_id': 'VARCHAR',
        'supplier': 'VARCHAR',
        'voucher': 'VARCHAR',
        'date': 'DATE',
        'amount_sek': 'DECIMAL(18, 2)',
        'text': 'VARCHAR'
    }
);
