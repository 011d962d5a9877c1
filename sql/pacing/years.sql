-- purpose: the digital share and its pace, for every unit, the municipality and the group, in the years of which anything is said
-- grain:   unit, year
-- inputs:  fct_pace (one row per unit, year), fct_digital_share (one row per unit, year), dim_year (one row per year)
-- units:   shares in per cent; paces in percentage points per year
SELECT
    p.unit,
    p.year,
    p.basis,
    p.share_pct,
    p.earlier_year,
    p.outcome_pp,
    p.target_year,
    p.target_pct,
    p.decided_year,
    p.decision,
    p.decided_pp,
    p.required_pp,
    p.years_to_target,
    s.volume_months
FROM fct_pace AS p
JOIN fct_digital_share AS s ON p.unit = s.unit AND p.year = s.year
JOIN dim_year AS y ON p.year = y.year
WHERE y.is_dated
ORDER BY p.unit, p.year;
