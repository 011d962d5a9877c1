-- purpose: how a printed amount is read; the grammar is data/numbers.py, its expression comes in as a variable
-- units:   SEK, two decimals; NULL where the text is no amount
CREATE OR REPLACE TEMP MACRO parse_unusual_amount(printed) AS
    CASE
        WHEN regexp_full_match(printed, getvariable('zero_pattern')) THEN CAST(0 AS DECIMAL(18, 2))
        WHEN regexp_full_match(printed, getvariable('amount_pattern'))
            AND NOT regexp_matches(printed, getvariable('too_many_decimals'))
            AND NOT regexp_matches(printed, '[-+\x{2212}\x{2013}].*[-\x{2212}\x{2013}]')
            THEN CASE WHEN regexp_matches(printed, '[-(\x{2212}\x{2013}]') THEN -1 ELSE 1 END
                * TRY_CAST(
                    replace(regexp_replace(printed, getvariable('not_digits'), '', 'g'), ',', '.') AS DECIMAL(18, 2)
                )
    END;

CREATE OR REPLACE TEMP MACRO parse_amount(printed) AS
    CASE
        WHEN getvariable('decimal_mark') = '.' AND regexp_full_match(printed, '-?[0-9]{1,15}([.][0-9]{1,2})?')
            THEN TRY_CAST(printed AS DECIMAL(18, 2))
        WHEN getvariable('decimal_mark') = ',' AND regexp_full_match(printed, '-?[0-9]{1,15}(,[0-9]{1,2})?')
            THEN TRY_CAST(replace(printed, ',', '.') AS DECIMAL(18, 2))
        WHEN regexp_full_match(printed, '-?[0-9]{1,15}') THEN TRY_CAST(printed AS DECIMAL(18, 2))
        ELSE parse_unusual_amount(printed)
    END;
