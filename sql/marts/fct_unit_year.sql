-- purpose: everything the cards need about one unit, the municipality or the group in one year
-- grain:   unit (or municipality, group), year
-- inputs:  unit, dim_year, dim_member, fct_unit_cost, fct_allocation, fct_headcount_year, fct_turnover, declared_shadow_it
-- units:   SEK, full-time equivalents
-- Group and municipality are sums over their units; only turnover is never summed. What is no DECIMAL is summed in the
-- order of units, so that the same store always gives the same last digit.
CREATE OR REPLACE TABLE fct_unit_year AS
WITH declared AS (
    SELECT unit, year, sum(amount_sek) AS declared_sek FROM declared_shadow_it GROUP BY unit, year
),

known_year AS (
    SELECT year FROM dim_year WHERE is_dated
),

allocated_year AS (
    SELECT year, max(status_rank) AS status_rank FROM fct_allocation GROUP BY year
),

own AS (
    SELECT
        u.unit,
        u.kind,
        y.year,
        c.unit IS NOT NULL AS has_ledger,
        c.months,
        CASE WHEN c.has_k1 THEN c.k1_sek END AS k1_gross_sek,
        coalesce(c.has_k1, FALSE) AS has_k1,
        CASE WHEN ay.year IS NOT NULL THEN coalesce(a.allocated_sek, 0) END AS k1_allocated_sek,
        coalesce(a.allocated_sek IS NOT NULL, FALSE) AS has_k1_part,
        CASE WHEN u.kind = 'central_it' THEN 0 ELSE coalesce(ay.status_rank, 0) END AS k1_part_rank,
        coalesce(c.k2_sek, 0) AS k2_sek,
        coalesce(c.has_k2, FALSE) AS has_k2,
        CASE WHEN c.has_k3 THEN c.k3_sek ELSE 0 END AS k3_ledger_sek,
        CASE
            WHEN c.has_k3 THEN CAST(c.k3_sek AS DOUBLE)
            WHEN h.has_local_staff THEN h.local_cost_sek
            ELSE 0
        END AS k3_sek,
        coalesce(c.has_k3, FALSE) OR coalesce(h.has_local_staff, FALSE) AS has_k3,
        coalesce(h.has_local_staff, FALSE) AND NOT coalesce(c.has_k3, FALSE) AS k3_from_headcount,
        coalesce(c.k4_sek, 0) AS k4_ledger_sek,
        coalesce(d.declared_sek, 0) AS k4_declared_sek,
        coalesce(c.has_k4, FALSE) OR d.unit IS NOT NULL AS has_k4,
        d.unit IS NOT NULL AS has_declared,
        c.digitalisation_incl_sek,
        c.digitalisation_excl_sek,
        c.digitalisation_invest_sek,
        c.it_investment_sek,
        c.internal_income_sek,
        c.has_internal_income,
        c.outside_income_sek,
        c.not_it_sek,
        c.unclassified_sek,
        c.unclassified_abs_sek,
        c.cost_abs_sek,
        h.total_fte,
        h.it_fte,
        h.local_it_fte,
        h.digital_fte,
        h.digital_permanent_fte,
        h.digital_temporary_fte,
        h.status_rank AS fte_rank
    FROM unit AS u
    CROSS JOIN known_year AS y
    LEFT JOIN fct_unit_cost AS c ON u.unit = c.unit AND y.year = c.year
    LEFT JOIN fct_allocation AS a ON u.unit = a.unit AND y.year = a.year
    LEFT JOIN allocated_year AS ay ON y.year = ay.year
    LEFT JOIN fct_headcount_year AS h ON u.unit = h.unit AND y.year = h.year
    LEFT JOIN declared AS d ON u.unit = d.unit AND y.year = d.year
    WHERE c.unit IS NOT NULL OR h.unit IS NOT NULL OR d.unit IS NOT NULL
        OR (extract(YEAR FROM u.valid_from) <= y.year AND extract(YEAR FROM u.valid_to) >= y.year)
),

summed AS (
    SELECT
        s.scope AS unit,
        s.scope_kind AS kind,
        o.year,
        bool_or(o.has_ledger) AS has_ledger,
        min(o.months) AS months,
        sum(o.k1_gross_sek) AS k1_gross_sek,
        bool_or(o.has_k1) AS has_own_k1,
        sum(o.k1_allocated_sek ORDER BY o.unit) AS k1_allocated_sek,
        bool_or(o.has_k1_part) AS has_k1_part,
        CASE WHEN s.scope_kind = 'group' THEN 0 ELSE max(o.k1_part_rank) END AS k1_part_rank,
        sum(o.k2_sek) AS k2_sek,
        bool_or(o.has_k2) AS has_k2,
        sum(o.k3_sek ORDER BY o.unit) AS k3_sek,
        sum(o.k3_ledger_sek) AS k3_ledger_sek,
        bool_or(o.has_k3) AS has_k3,
        bool_or(o.k3_from_headcount) AS k3_from_headcount,
        sum(o.k4_ledger_sek) AS k4_ledger_sek,
        sum(o.k4_declared_sek) AS k4_declared_sek,
        bool_or(o.has_k4) AS has_k4,
        bool_or(o.has_declared) AS has_declared,
        sum(o.digitalisation_incl_sek) AS digitalisation_incl_sek,
        sum(o.digitalisation_excl_sek) AS digitalisation_excl_sek,
        sum(o.digitalisation_invest_sek) AS digitalisation_invest_sek,
        sum(o.it_investment_sek) AS it_investment_sek,
        sum(CASE WHEN o.has_internal_income THEN o.internal_income_sek END) AS internal_income_sek,
        sum(o.outside_income_sek) AS outside_income_sek,
        sum(o.not_it_sek) AS not_it_sek,
        sum(o.unclassified_sek) AS unclassified_sek,
        sum(o.unclassified_abs_sek) AS unclassified_abs_sek,
        sum(o.cost_abs_sek) AS cost_abs_sek,
        sum(o.total_fte ORDER BY o.unit) AS total_fte,
        sum(o.it_fte ORDER BY o.unit) AS it_fte,
        sum(o.local_it_fte ORDER BY o.unit) AS local_it_fte,
        sum(o.digital_fte ORDER BY o.unit) AS digital_fte,
        sum(o.digital_permanent_fte ORDER BY o.unit) AS digital_permanent_fte,
        sum(o.digital_temporary_fte ORDER BY o.unit) AS digital_temporary_fte,
        max(o.fte_rank) AS fte_rank
    FROM dim_member AS s
    JOIN own AS o ON s.member = o.unit
    GROUP BY s.scope, s.scope_kind, o.year
),

central AS (
    SELECT year, bool_or(has_k1) AS has_k1 FROM own GROUP BY year
),

shared AS (
    SELECT
        s.*,
        coalesce(c.has_k1, FALSE) AS year_has_k1,
        CASE WHEN s.kind = 'group' THEN CAST(s.k1_gross_sek AS DOUBLE) ELSE s.k1_allocated_sek END AS k1_part_sek
    FROM summed AS s
    LEFT JOIN central AS c ON s.year = c.year
)

SELECT
    s.unit,
    s.year,
    s.kind,
    s.has_ledger,
    s.months,
    1 - CAST(s.unclassified_abs_sek AS DOUBLE) / nullif(CAST(s.cost_abs_sek AS DOUBLE), 0) AS classified_share,
    CAST(s.k1_gross_sek AS DECIMAL(18, 2)) AS k1_gross_sek,
    s.k1_allocated_sek,
    CASE
        WHEN s.kind IN ('municipality', 'group') THEN CAST(s.k1_gross_sek AS DOUBLE)
        ELSE s.k1_allocated_sek
    END AS k1_card_sek,
    CASE
        WHEN s.kind = 'municipality' OR s.k1_part_rank = 0 THEN 'utfall'
        WHEN s.k1_part_rank = 1 THEN 'antagande'
        ELSE 'uppskattad'
    END AS k1_card_status,
    s.k1_part_sek,
    CASE s.k1_part_rank WHEN 0 THEN 'utfall' WHEN 1 THEN 'antagande' WHEN 2 THEN 'uppskattad' END AS k1_part_status,
    CAST(s.k2_sek AS DECIMAL(18, 2)) AS k2_sek,
    s.k3_sek,
    CAST(s.k3_ledger_sek AS DECIMAL(18, 2)) AS k3_ledger_sek,
    CASE WHEN s.k3_from_headcount THEN 'headcount' WHEN s.has_k3 THEN 'ledger' END AS k3_from,
    CAST(s.k4_ledger_sek + s.k4_declared_sek AS DECIMAL(18, 2)) AS k4_sek,
    CAST(s.k4_ledger_sek AS DECIMAL(18, 2)) AS k4_ledger_sek,
    CAST(s.k4_declared_sek AS DECIMAL(18, 2)) AS k4_declared_sek,
    CASE WHEN s.kind = 'group' THEN s.has_own_k1 ELSE s.has_k1_part END AS has_k1,
    s.has_k2,
    s.has_k3,
    s.has_k4,
    CASE
        WHEN s.year_has_k1 AND s.k1_part_sek IS NULL THEN NULL
        WHEN s.has_ledger OR s.has_k1_part OR s.has_k2 OR s.has_k3 OR s.has_k4
            THEN coalesce(s.k1_part_sek, 0) + CAST(s.k2_sek AS DOUBLE) + s.k3_sek
                + CAST(s.k4_ledger_sek + s.k4_declared_sek AS DOUBLE)
    END AS total_it_sek,
    CAST(s.digitalisation_incl_sek AS DECIMAL(18, 2)) AS digitalisation_incl_sek,
    CAST(s.digitalisation_excl_sek AS DECIMAL(18, 2)) AS digitalisation_excl_sek,
    CAST(s.digitalisation_invest_sek AS DECIMAL(18, 2)) AS digitalisation_invest_sek,
    CAST(s.it_investment_sek AS DECIMAL(18, 2)) AS it_investment_sek,
    CASE WHEN s.kind = 'group' THEN CAST(s.internal_income_sek AS DECIMAL(18, 2)) END AS internal_invoiced_sek,
    CAST(s.outside_income_sek AS DECIMAL(18, 2)) AS outside_income_sek,
    CAST(s.not_it_sek AS DECIMAL(18, 2)) AS not_it_sek,
    CAST(s.unclassified_sek AS DECIMAL(18, 2)) AS unclassified_sek,
    CAST(s.unclassified_abs_sek AS DECIMAL(18, 2)) AS unclassified_abs_sek,
    CAST(s.cost_abs_sek AS DECIMAL(18, 2)) AS cost_abs_sek,
    t.turnover_sek,
    CASE t.status_rank WHEN 0 THEN 'utfall' WHEN 1 THEN 'antagande' WHEN 2 THEN 'uppskattad' END AS turnover_status,
    t.definition AS turnover_definition,
    s.total_fte,
    s.it_fte,
    s.local_it_fte,
    s.digital_fte,
    s.digital_permanent_fte,
    s.digital_temporary_fte,
    CASE s.fte_rank WHEN 0 THEN 'utfall' WHEN 1 THEN 'antagande' WHEN 2 THEN 'uppskattad' END AS fte_status
FROM shared AS s
LEFT JOIN fct_turnover AS t ON s.unit = t.unit AND s.year = t.year;
