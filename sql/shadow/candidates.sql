-- purpose: purchases outside the central units, not decided as IT, that some sign says may be IT
-- grain:   unit, supplier, word; where the ledger names no supplier: unit, account, kind of text, word.
--          `word` is empty where the supplier itself is the sign, and the group then holds all its lines
-- inputs:  opened_line (one row per ledger line), unit (one row per unit)
-- units:   SEK, debit positive
-- params:  $year, $openable (units), $small_sek, $names_yes, $names_partly, $names_no, $supplier_sounds, $supplier_card,
--          $supplier_false_friend, $text_any, $text_products, $text_strong, $text_hint, $text_card, $text_false_friend,
--          $text_passing (expressions), $weight_<sign> of every sign, $threshold, $chart, $account_from, $account_to (lists of one length: accounts where software hides)
WITH bought AS (
    SELECT
        l.unit,
        u.chart,
        l.account,
        lower(l.supplier) AS supplier,
        l.supplier AS printed_supplier,
        l.text,
        l.month,
        l.month >= $year * 100 AS is_this_year,
        l.amount_sek
    FROM opened_line AS l
    JOIN unit AS u ON l.unit = u.unit
    WHERE l.month >= ($year - 1) * 100 AND l.month < ($year + 1) * 100
        AND l.is_cost AND l.category IN ('not_it', 'unclassified') AND l.decided_by <> 'override'
        AND l.counterparty_unit IS NULL
        AND NOT l.is_payroll -- staff is no purchase
        AND u.kind IN ('department', 'company')
        AND (l.account IS NULL OR substr(l.account, 1, 1) IN ('4', '5', '6', '7'))
        AND l.unit IN (SELECT unnest($openable))
),

name_said AS (
    SELECT
        supplier,
        nullif(regexp_replace(regexp_extract(printed, $names_yes, 1), '[^a-z0-9åäöæøéèüáíóúýðþ]+$', ''), '') AS yes_name,
        nullif(regexp_replace(regexp_extract(printed, $names_partly, 1), '[^a-z0-9åäöæøéèüáíóúýðþ]+$', ''), '') AS partly_name,
        nullif(regexp_replace(regexp_extract(printed, $names_no, 1), '[^a-z0-9åäöæøéèüáíóúýðþ]+$', ''), '') AS no_name,
        nullif(
            regexp_replace(
                regexp_extract(regexp_replace(printed, $supplier_false_friend, ' x', 'g'), $supplier_sounds, 1), '[^a-z0-9åäöæøéèüáíóúýðþ]+$', ''
            ),
            ''
        ) AS sounds,
        regexp_matches(printed, $supplier_card) AS is_card
    FROM (SELECT DISTINCT supplier, ' ' || supplier || ' ' AS printed FROM bought WHERE supplier IS NOT NULL)
),

text_said AS (
    SELECT
        text,
        nullif(regexp_replace(regexp_extract(clean, $text_products, 1), '[^a-z0-9åäöæøéèüáíóúýðþ]+$', ''), '') AS product,
        nullif(regexp_replace(regexp_extract(clean, $text_strong, 1), '[^a-z0-9åäöæøéèüáíóúýðþ]+$', ''), '') AS strong,
        nullif(regexp_replace(regexp_extract(clean, $text_hint, 1), '[^a-z0-9åäöæøéèüáíóúýðþ]+$', ''), '') AS hint,
        regexp_matches(clean, $text_card) AS is_card
    FROM (
        SELECT text, regexp_replace(
            regexp_replace(' ' || lower(text) || ' ', '\s+', ' ', 'g'), $text_false_friend, ' x', 'g'
        ) AS clean
        FROM (SELECT DISTINCT text FROM bought WHERE text IS NOT NULL)
        WHERE regexp_matches(' ' || lower(text) || ' ', $text_any)
    )
),

marked AS (
    SELECT
        b.*,
        n.no_name,
        CASE WHEN n.no_name IS NULL THEN n.yes_name END AS yes_name,
        CASE WHEN n.no_name IS NULL AND n.yes_name IS NULL THEN n.partly_name END AS partly_name,
        CASE WHEN coalesce(n.no_name, n.yes_name, n.partly_name) IS NULL THEN n.sounds END AS sounds,
        coalesce(t.product, t.strong) AS strong,
        t.hint,
        coalesce(t.is_card, FALSE) OR coalesce(n.is_card, FALSE) AS is_card
    FROM bought AS b
    LEFT JOIN name_said AS n ON b.supplier = n.supplier
    LEFT JOIN text_said AS t ON b.text = t.text
    WHERE n.yes_name IS NOT NULL OR n.partly_name IS NOT NULL OR n.sounds IS NOT NULL OR t.text IS NOT NULL
),

keyed AS (
    SELECT
        *,
        CASE WHEN supplier IS NULL THEN account END AS account_key,
        CASE
            WHEN supplier IS NULL
                THEN trim(regexp_replace(lower(text), $text_passing, ' ', 'g'))
        END AS text_key,
        CASE
            WHEN yes_name IS NOT NULL OR sounds IS NOT NULL THEN ''
            WHEN partly_name IS NOT NULL THEN coalesce(strong, '')
            ELSE coalesce(strong, hint)
        END AS word
    FROM marked
),

grouped AS (
    SELECT
        unit,
        any_value(chart) AS chart,
        supplier,
        min(printed_supplier) AS printed_supplier,
        account_key,
        text_key,
        word,
        max(yes_name) AS yes_name,
        max(partly_name) AS partly_name,
        max(no_name) AS no_name,
        max(sounds) AS sounds,
        max(strong) AS strong,
        max(hint) AS hint,
        count(*) FILTER (WHERE is_this_year AND strong IS NOT NULL) AS strong_lines,
        count(*) FILTER (WHERE is_this_year AND hint IS NOT NULL) AS hint_lines,
        count(*) FILTER (WHERE is_this_year AND is_card) AS card_lines,
        count(*) FILTER (WHERE is_this_year) AS line_count,
        count(DISTINCT month) FILTER (WHERE is_this_year) AS months,
        coalesce(sum(amount_sek) FILTER (WHERE is_this_year), 0) AS amount_sek,
        median(abs(amount_sek)) FILTER (WHERE is_this_year) AS middle_sek,
        quantile_cont(abs(amount_sek), 0.25) FILTER (WHERE is_this_year) AS lower_sek,
        quantile_cont(abs(amount_sek), 0.75) FILTER (WHERE is_this_year) AS upper_sek,
        count(*) FILTER (WHERE NOT is_this_year) AS line_count_before,
        coalesce(sum(amount_sek) FILTER (WHERE NOT is_this_year), 0) AS amount_before_sek,
        count(*) FILTER (WHERE NOT coalesce(regexp_full_match(account, '[0-9]+'), FALSE)) AS without_number,
        list_sort(list(DISTINCT account) FILTER (WHERE is_this_year AND account IS NOT NULL)) AS accounts,
        min(text) FILTER (WHERE is_this_year) AS example
    FROM keyed
    WHERE word IS NOT NULL
    GROUP BY unit, supplier, account_key, text_key, word
),

as_it AS (
    SELECT
        lower(l.supplier) AS supplier,
        count(DISTINCT l.unit) AS unit_count,
        CAST(sum(l.amount_sek) AS DECIMAL(18, 2)) AS it_sek
    FROM opened_line AS l
    WHERE l.month >= $year * 100 AND l.month < ($year + 1) * 100
        AND l.supplier IS NOT NULL AND NOT l.is_payroll
        AND l.category IN ('central_it', 'external_it', 'shadow_it')
    GROUP BY lower(l.supplier)
),

hiding AS (
    SELECT unnest($chart) AS chart, unnest($account_from) AS account_from, unnest($account_to) AS account_to
),

seen AS (
    SELECT
        g.* EXCLUDE (amount_sek, amount_before_sek, middle_sek, lower_sek, upper_sek),
        CAST(g.amount_sek AS DECIMAL(18, 2)) AS amount_sek,
        CAST(g.amount_before_sek AS DECIMAL(18, 2)) AS amount_before_sek,
        CAST(g.middle_sek AS DECIMAL(18, 2)) AS middle_sek,
        coalesce(
            g.middle_sek <= $small_sek
            AND (
                (g.months >= 3 AND g.line_count <= 3 * g.months AND g.upper_sek - g.lower_sek <= 0.3 * g.middle_sek)
                OR (
                    g.line_count <= 2 AND g.line_count_before BETWEEN 1 AND 2
                    AND g.amount_before_sek BETWEEN 0.75 * g.amount_sek AND 1.25 * g.amount_sek
                )
            ),
            FALSE
        ) AS is_recurring,
        i.unit_count AS it_units,
        i.it_sek,
        EXISTS (
            SELECT 1
            FROM hiding AS h, (SELECT unnest(g.accounts) AS account) AS a
            WHERE h.chart = g.chart
                AND length(a.account) >= length(h.account_from)
                AND substr(a.account, 1, length(h.account_from)) BETWEEN h.account_from AND h.account_to
        ) AS on_hiding_account
    FROM grouped AS g
    LEFT JOIN as_it AS i ON g.supplier = i.supplier
    WHERE g.amount_sek > 0
),

scored AS (
    SELECT
        *,
        greatest(
            0,
            least(
                100,
                $weight_outside_central
                + CASE WHEN no_name IS NOT NULL THEN $weight_false_friend ELSE 0 END
                + CASE WHEN yes_name IS NOT NULL THEN $weight_supplier_known ELSE 0 END
                + CASE WHEN partly_name IS NOT NULL THEN $weight_supplier_partly ELSE 0 END
                + CASE WHEN sounds IS NOT NULL THEN $weight_supplier_sounds ELSE 0 END
                + CASE
                    WHEN strong_lines > 0 THEN $weight_text_strong
                    WHEN hint_lines > 0 THEN $weight_text_hint
                    ELSE 0
                END
                + CASE WHEN is_recurring THEN $weight_recurring ELSE 0 END
                + CASE WHEN on_hiding_account THEN $weight_account ELSE 0 END
                + CASE WHEN card_lines > 0 THEN $weight_card ELSE 0 END
                + CASE WHEN it_units > 0 THEN $weight_it_elsewhere ELSE 0 END
            )
        ) AS score
    FROM seen
)

SELECT *
FROM scored
WHERE score >= $threshold
ORDER BY score DESC, amount_sek DESC, unit, supplier, account_key, text_key, word;
