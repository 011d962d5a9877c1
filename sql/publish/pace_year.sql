-- purpose: the digital share and its pace
-- grain:   unit, year
-- inputs:  pace_year
SELECT
    unit,
    year,
    basis,
    share_pct,
    earlier_year,
    outcome_pp,
    target_year,
    target_pct,
    decided_year,
    decided_pp,
    required_pp,
    years_to_target,
    volume_months
FROM pace_year
ORDER BY unit, year;
