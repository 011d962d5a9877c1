-- purpose: what each unit has booked month by month, in the sums a year's cost is made of
-- grain:   unit, month; a row for every month the unit has any line in
-- inputs:  fct_cost (one row per unit, month and classification), unit (one row per unit)
-- units:   SEK
-- Summed over a year it is what fct_unit_cost says of it. `own_sek` is external IT, local staff and shadow IT of the ledger.
SELECT
    c.unit,
    c.month,
    CAST(sum(CASE WHEN c.category = 'central_it' AND c.funding <> 'investering' THEN c.amount_sek ELSE 0 END) AS DECIMAL(18, 2))
        AS k1_sek,
    max(CASE WHEN c.category = 'central_it' AND c.funding <> 'investering' THEN 1 ELSE 0 END) = 1 AS has_k1,
    CAST(
        sum(
            CASE
                WHEN c.category IN ('external_it', 'local_it_staff', 'shadow_it') AND c.funding <> 'investering' THEN c.amount_sek
                ELSE 0
            END
        ) AS DECIMAL(18, 2)
    ) AS own_sek,
    CAST(
        sum(
            CASE
                WHEN c.category = 'digitalisation' AND (c.funding = 'investering' OR c.nature <> 'depreciation') THEN c.amount_sek
                ELSE 0
            END
        ) AS DECIMAL(18, 2)
    ) AS digitalisation_sek,
    CAST(
        sum(
            CASE WHEN u.kind = 'central_it' AND c.account_class = '3' AND c.category <> 'internal_it' THEN -c.amount_sek ELSE 0 END
        ) AS DECIMAL(18, 2)
    ) AS outside_income_sek
FROM fct_cost AS c
JOIN unit AS u ON c.unit = u.unit
GROUP BY c.unit, c.month
ORDER BY c.unit, c.month;
