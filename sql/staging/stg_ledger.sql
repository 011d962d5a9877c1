-- purpose: one file's cells as ledger rows, amounts read, everything else as text
-- grain:   one row per row of the file
-- inputs:  ledger_shape (no rows: gives the columns a file lacks), src (offered: the file's cells by field)
-- units:   amount_sek SEK; NULL where amount_text could not be read
-- params:  $file_id
INSERT INTO stg_ledger
SELECT
    CAST($file_id AS INTEGER) AS file_id,
    line,
    coalesce(words(unit), '') AS unit_text,
    CASE
        WHEN contains(account, ' ')
            THEN coalesce(nullif(regexp_extract(trim(account), '^([0-9]{3,8}[A-Za-z]?)(\s|$)', 1), ''), nullif(trim(account), ''))
        ELSE words(account)
    END AS account,
    words(cost_centre) AS cost_centre,
    words(activity_code) AS activity_code,
    words(project) AS project,
    words(object) AS object,
    words(counterparty) AS counterparty,
    words(supplier_id) AS supplier_id,
    words(supplier) AS supplier,
    words(voucher) AS voucher,
    coalesce(cell(date), '') AS date_text,
    coalesce(cell(period), '') AS period_text,
    CASE WHEN parse_amount(amount_sek) IS NULL THEN coalesce(trim(amount_sek), '') END AS amount_text,
    parse_amount(amount_sek) AS amount_sek,
    words(source) AS source,
    CASE
        WHEN coalesce(text_1, text_2, text_3, text_4, text_5) IS NULL AND coalesce(contains(account, ' '), FALSE) = FALSE
            THEN words(text)
        ELSE nullif(
            concat_ws(
                ' · ',
                CASE
                    WHEN contains(account, ' ')
                        THEN nullif(trim(regexp_extract(trim(account), '^[0-9]{3,8}[A-Za-z]?\s+(.*)$', 1)), '')
                END,
                words(text),
                words(text_1),
                words(text_2),
                words(text_3),
                words(text_4),
                words(text_5)
            ),
            ''
        )
    END AS text
FROM (SELECT * FROM ledger_shape UNION ALL BY NAME SELECT * FROM src);
