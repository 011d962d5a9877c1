-- purpose: units and years whose categories do not sum to the ledger
-- inputs:  ledger_line (one row per ledger line)
SELECT
    unit,
    month // 100 AS year,
    CAST(
        sum(CASE WHEN category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it') AND funding <> 'investering' THEN amount_sek ELSE 0 END)
        + sum(CASE WHEN category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it') AND funding = 'investering' THEN amount_sek ELSE 0 END)
        + sum(CASE WHEN category IN ('digitalisation', 'internal_it', 'not_it', 'unclassified') THEN amount_sek ELSE 0 END)
        AS DECIMAL(18, 2)
    ) AS categories_sek,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS ledger_sek
FROM ledger_line
GROUP BY unit, month // 100
HAVING sum(amount_sek)
    <> sum(
        CASE
            WHEN category IN (
                'central_it', 'external_it', 'local_it_staff', 'shadow_it', 'digitalisation', 'internal_it', 'not_it', 'unclassified'
            ) THEN amount_sek
            ELSE 0
        END
    )
ORDER BY unit, year;
