-- purpose: where the digital share of a unit or scope stands, how fast it grows, and the target it is bound for
-- grain:   one row; none where nothing is known of the unit that year
-- inputs:  fct_pace (one row per unit, year)
-- units:   shares in per cent; pace in percentage points per year
-- params:  $unit, $year
SELECT basis, share_pct, outcome_pp, target_pct, target_year FROM fct_pace WHERE unit = $unit AND year = $year;
