-- purpose: how fast digital delivery grows, how fast it was decided to, and when the target is reached
-- grain:   unit, variant (one year)
-- inputs:  fct_pace (one row per unit and year)
-- units:   percentage points over years, of years_to_target the value is in years, of compliance in %, else value pp/year
-- params:  $year
-- What is not decided has a decided pace of 0: that is a value, not a gap.
WITH figure AS (
    SELECT
        p.unit,
        v.variant,
        CASE v.variant
            WHEN 'outcome' THEN p.share_pct - p.earlier_share_pct
            WHEN 'decided' THEN CASE WHEN p.target_year IS NULL THEN 0 ELSE p.target_pct - p.decided_share_pct END
            WHEN 'required' THEN p.target_pct - p.share_pct
            WHEN 'years_to_target' THEN p.target_pct - p.share_pct
            WHEN 'compliance' THEN p.outcome_pp
        END AS numerator,
        CASE v.variant
            WHEN 'outcome' THEN CAST(p.year - p.earlier_year AS DOUBLE)
            WHEN 'decided' THEN CAST(p.target_year - p.decided_year AS DOUBLE)
            WHEN 'required' THEN CAST(p.target_year - p.year AS DOUBLE)
            WHEN 'years_to_target' THEN p.outcome_pp
            WHEN 'compliance' THEN p.decided_pp
        END AS denominator,
        CASE v.variant
            WHEN 'outcome' THEN p.outcome_pp
            WHEN 'decided' THEN p.decided_pp
            WHEN 'required' THEN p.required_pp
            WHEN 'years_to_target' THEN p.years_to_target
            WHEN 'compliance' THEN 100 * p.outcome_pp / nullif(p.decided_pp, 0)
        END AS value,
        CASE
            WHEN v.variant = 'decided' AND p.target_year IS NOT NULL AND p.decided_share_pct IS NULL THEN 'no_share_when_decided'
            WHEN v.variant = 'decided' THEN NULL
            WHEN v.variant IN ('required', 'years_to_target') AND p.target_year IS NULL THEN 'no_pace_target'
            WHEN v.variant = 'compliance' AND p.target_year IS NULL THEN 'not_decided'
            WHEN p.basis IS NULL THEN 'register:service_volumes,services'
            WHEN p.share_pct IS NULL THEN 'no_share'
            WHEN v.variant = 'required' THEN NULL
            WHEN p.earlier_year IS NULL THEN 'no_earlier_share'
            WHEN v.variant = 'outcome' THEN NULL
            WHEN v.variant = 'years_to_target' AND p.outcome_pp <= 0 AND p.share_pct >= p.target_pct THEN 'target_reached'
            WHEN v.variant = 'years_to_target' AND p.outcome_pp <= 0 THEN 'not_at_this_pace'
            WHEN v.variant = 'compliance' AND p.decided_share_pct IS NULL THEN 'no_share_when_decided'
            WHEN v.variant = 'compliance' AND p.decided_pp = 0 THEN 'zero_denominator'
        END AS missing
    FROM fct_pace AS p
    CROSS JOIN (
        VALUES ('outcome'), ('decided'), ('required'), ('years_to_target'), ('compliance')
    ) AS v (variant)
    WHERE p.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN value END AS value,
    CASE WHEN missing IS NULL THEN 'utfall' END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
