-- purpose: one file's cells as ledger rows, amounts read, everything else as text
-- grain:   one row per row of the file
-- inputs:  ledger_shape (no rows: gives the columns a file lacks), src (offered: the file's cells by field)
-- units:   amount_sek SEK; NULL where amount_text could not be read
-- params:  $file_id
INSERT INTO stg_ledger
SELECT
    CAST($file_id AS INTEGER) AS file_id,
    line,
    coalesce(cell(unit), '') AS unit_text,
    CASE
        WHEN contains(account, ' ')
            THEN coalesce(nullif(regexp_extract(trim(account), '^([0-9]{3,8}[A-Za-z]?)(\s|$)', 1), ''), nullif(trim(account), ''))
        ELSE nullif(account, '')
    END AS account,
    cell(cost_centre) AS cost_centre,
    cell(activity_code) AS activity_code,
    cell(project) AS project,
    cell(object) AS object,
    cell(counterparty) AS counterparty,
    cell(supplier_id) AS supplier_id,
    cell(supplier) AS supplier,
    cell(voucher) AS voucher,
    coalesce(cell(date), '') AS date_text,
    coalesce(cell(period), '') AS period_text,
    CASE WHEN parse_amount(amount_sek) IS NULL THEN coalesce(trim(amount_sek), '') END AS amount_text,
    parse_amount(amount_sek) AS amount_sek,
    cell(source) AS source,
    CASE
        WHEN coalesce(text_1, text_2, text_3, text_4, text_5) IS NULL AND coalesce(contains(account, ' '), FALSE) = FALSE
            THEN cell(text)
        ELSE nullif(
            concat_ws(
                ' · ',
                CASE
                    WHEN contains(account, ' ')
                        THEN nullif(trim(regexp_extract(trim(account), '^[0-9]{3,8}[A-Za-z]?\s+(.*)$', 1)), '')
                END,
                cell(text),
                cell(text_1),
                cell(text_2),
                cell(text_3),
                cell(text_4),
                cell(text_5)
            ),
            ''
        )
    END AS text
FROM (SELECT * FROM ledger_shape UNION ALL BY NAME SELECT * FROM src);
