-- purpose: what each unit's ledger says, summed to the buckets the figures use
-- grain:   unit, year
-- inputs:  fct_cost (one row per unit, month and classification), unit (one row per unit)
-- units:   SEK
CREATE OR REPLACE TABLE fct_unit_cost AS
SELECT
    c.unit,
    c.year,
    count(DISTINCT c.month) AS months,
    sum(CASE WHEN c.category = 'central_it' AND c.funding <> 'investering' THEN c.amount_sek ELSE 0 END) AS k1_sek,
    sum(CASE WHEN c.category = 'external_it' AND c.funding <> 'investering' THEN c.amount_sek ELSE 0 END) AS k2_sek,
    sum(CASE WHEN c.category = 'local_it_staff' AND c.funding <> 'investering' THEN c.amount_sek ELSE 0 END) AS k3_sek,
    sum(CASE WHEN c.category = 'shadow_it' AND c.funding <> 'investering' THEN c.amount_sek ELSE 0 END) AS k4_sek,
    max(CASE WHEN c.category = 'central_it' AND c.funding <> 'investering' THEN 1 ELSE 0 END) = 1 AS has_k1,
    max(CASE WHEN c.category = 'external_it' AND c.funding <> 'investering' THEN 1 ELSE 0 END) = 1 AS has_k2,
    max(CASE WHEN c.category = 'local_it_staff' AND c.funding <> 'investering' THEN 1 ELSE 0 END) = 1 AS has_k3,
    max(CASE WHEN c.category = 'shadow_it' AND c.funding <> 'investering' THEN 1 ELSE 0 END) = 1 AS has_k4,
    sum(
        CASE
            WHEN c.category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it') AND c.funding = 'investering'
                THEN c.amount_sek
            ELSE 0
        END
    ) AS it_investment_sek,
    sum(CASE WHEN c.category = 'digitalisation' AND c.funding <> 'investering' THEN c.amount_sek ELSE 0 END)
        AS digitalisation_excl_sek,
    sum(CASE WHEN c.category = 'digitalisation' AND c.funding = 'investering' THEN c.amount_sek ELSE 0 END)
        AS digitalisation_invest_sek,
    sum(
        CASE
            WHEN c.category = 'digitalisation' AND (c.funding = 'investering' OR c.nature <> 'depreciation') THEN c.amount_sek
            ELSE 0
        END
    ) AS digitalisation_incl_sek,
    sum(CASE WHEN c.category = 'internal_it' AND c.account_class = '3' THEN -c.amount_sek ELSE 0 END) AS internal_income_sek,
    max(CASE WHEN c.category = 'internal_it' AND c.account_class = '3' THEN 1 ELSE 0 END) = 1 AS has_internal_income,
    sum(CASE WHEN c.category = 'internal_it' AND c.account_class IS DISTINCT FROM '3' THEN c.amount_sek ELSE 0 END)
        AS internal_cost_sek,
    max(CASE WHEN c.category = 'internal_it' AND c.account_class IS DISTINCT FROM '3' THEN 1 ELSE 0 END) = 1
        AS has_internal_cost,
    sum(
        CASE WHEN u.kind = 'central_it' AND c.account_class = '3' AND c.category <> 'internal_it' THEN -c.amount_sek ELSE 0 END
    ) AS outside_income_sek,
    sum(CASE WHEN c.category = 'internal_it' THEN c.amount_sek ELSE 0 END) AS internal_it_sek,
    sum(CASE WHEN c.category = 'not_it' THEN c.amount_sek ELSE 0 END) AS not_it_sek,
    sum(CASE WHEN c.category = 'unclassified' THEN c.amount_sek ELSE 0 END) AS unclassified_sek,
    sum(CASE WHEN c.category = 'unclassified' THEN c.absolute_sek ELSE 0 END) AS unclassified_abs_sek,
    sum(CASE WHEN c.is_cost THEN c.absolute_sek ELSE 0 END) AS cost_abs_sek,
    sum(c.amount_sek) AS ledger_sek,
    sum(
        CASE WHEN c.account_class IN ('4', '5', '6', '7') AND c.funding <> 'investering' THEN c.amount_sek ELSE 0 END
    ) AS operating_cost_sek,
    sum(CASE WHEN c.account_class = '3' THEN -c.amount_sek ELSE 0 END) AS income_sek,
    max(CASE WHEN c.account_class = '3' THEN 1 ELSE 0 END) = 1 AS has_income,
    max(CASE WHEN c.account_class IN ('4', '5', '6', '7') THEN 1 ELSE 0 END) = 1 AS has_operating_cost
FROM fct_cost AS c
JOIN unit AS u ON c.unit = u.unit
GROUP BY c.unit, c.year;
