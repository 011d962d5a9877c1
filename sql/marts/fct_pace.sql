-- purpose: how fast the digital share grows, how fast it was decided to, and how fast it must to reach the target
-- grain:   unit (or municipality, group), year
-- inputs:  fct_digital_share (one row per unit, year), pace_target (one row per delivered row)
-- units:   shares in per cent; pace in percentage points per year
-- The earlier year is the last one before with a share. The target of a year is the nearest still ahead among those
-- decided by then, the latest decision first. What is not decided has a decided pace of 0 (kpis.md section 6).
CREATE OR REPLACE TABLE fct_pace AS
WITH ordered AS (
    SELECT
        unit,
        year,
        basis,
        share_pct,
        max(CASE WHEN share_pct IS NOT NULL THEN year END) OVER (
            PARTITION BY unit ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS earlier_year
    FROM fct_digital_share
),

target AS (
    SELECT
        s.unit,
        s.year,
        t.year AS target_year,
        100 * CAST(t.target_share AS DOUBLE) AS target_pct,
        t.decided_year,
        t.decision,
        row_number() OVER (
            PARTITION BY s.unit, s.year ORDER BY t.year, t.decided_year DESC, t.file_id DESC, t.line DESC
        ) AS preference
    FROM fct_digital_share AS s
    JOIN pace_target AS t ON s.unit = t.unit AND t.decided_year <= s.year AND s.year < t.year
),

compared AS (
    SELECT
        o.unit,
        o.year,
        o.basis,
        o.share_pct,
        o.earlier_year,
        e.share_pct AS earlier_share_pct,
        (o.share_pct - e.share_pct) / (o.year - o.earlier_year) AS outcome_pp,
        t.target_year,
        t.target_pct,
        t.decided_year,
        t.decision,
        d.share_pct AS decided_share_pct
    FROM ordered AS o
    LEFT JOIN fct_digital_share AS e ON o.unit = e.unit AND o.earlier_year = e.year
    LEFT JOIN target AS t ON o.unit = t.unit AND o.year = t.year AND t.preference = 1
    LEFT JOIN fct_digital_share AS d ON o.unit = d.unit AND t.decided_year = d.year
)

SELECT
    unit,
    year,
    basis,
    share_pct,
    earlier_year,
    earlier_share_pct,
    outcome_pp,
    target_year,
    target_pct,
    decided_year,
    decision,
    decided_share_pct,
    CASE
        WHEN target_year IS NULL THEN 0
        ELSE (target_pct - decided_share_pct) / (target_year - decided_year)
    END AS decided_pp,
    (target_pct - share_pct) / (target_year - year) AS required_pp,
    CASE WHEN outcome_pp > 0 THEN (target_pct - share_pct) / outcome_pp END AS years_to_target
FROM compared;
