-- purpose: the lines of one candidate, the latest first
-- grain:   ledger line; none of staff cost, which is no purchase
-- inputs:  opened_line (one row per ledger line), delivered_file (one row per file)
-- units:   SEK, debit positive
-- params:  $year, $unit, $supplier (small letters; empty = the ledger names none), $account, $text_key (where there is no
--          supplier), $whole_supplier (every line), else $word, $by_hint, $text_products, $text_strong, $text_hint,
--          $text_false_friend, $text_passing (expressions), $skipped, $most
WITH bought AS (
    SELECT *
    FROM opened_line
    WHERE unit = $unit
        AND month >= $year * 100 AND month < ($year + 1) * 100
        AND is_cost AND category IN ('not_it', 'unclassified') AND decided_by <> 'override'
        AND counterparty_unit IS NULL
        AND NOT is_payroll
        AND (account IS NULL OR substr(account, 1, 1) IN ('4', '5', '6', '7'))
        AND coalesce(lower(supplier), '') = $supplier
        AND ($supplier <> '' OR coalesce(account, '') = $account)
        AND ($supplier <> '' OR trim(regexp_replace(lower(coalesce(text, '')), $text_passing, ' ', 'g')) = $text_key)
),

said AS (
    SELECT
        *,
        regexp_replace(
            regexp_replace(' ' || lower(coalesce(text, '')) || ' ', '\s+', ' ', 'g'), $text_false_friend, ' x', 'g'
        ) AS clean
    FROM bought
),

worded AS (
    SELECT
        *,
        regexp_replace(
            coalesce(
                nullif(regexp_extract(clean, $text_products, 1), ''),
                nullif(regexp_extract(clean, $text_strong, 1), ''),
                CASE WHEN $by_hint THEN regexp_extract(clean, $text_hint, 1) END,
                ''
            ),
            '[^a-z0-9åäöæøéèüáíóúýðþ]+$',
            ''
        ) AS word
    FROM said
)

SELECT l.file_id, f.file_name AS file, l.line, l.date, l.voucher, l.account, l.supplier, l.text, l.amount_sek, l.category
FROM worded AS l
JOIN delivered_file AS f ON l.file_id = f.file_id
WHERE $whole_supplier OR l.word = $word
ORDER BY l.date DESC, l.file_id, l.line
LIMIT $most OFFSET $skipped;
