-- purpose: the staff of each unit of a scope in one year
-- grain:   unit
-- inputs:  dim_member (one row per scope and unit), dim_scope_year (one row per unit, year), fct_unit_year (one row per unit, year),
--          unit (one row per unit)
-- units:   full-time equivalents, empty where no headcount is delivered
-- params:  $scope, $year
SELECT
    m.member AS unit,
    u.name,
    m.member_kind AS kind,
    y.total_fte,
    y.it_fte,
    y.digital_fte,
    y.digital_temporary_fte,
    y.local_it_fte,
    y.fte_status
FROM dim_member AS m
JOIN unit AS u ON m.member = u.unit
JOIN dim_scope_year AS d ON m.member = d.unit AND d.year = $year
LEFT JOIN fct_unit_year AS y ON m.member = y.unit AND y.year = $year
WHERE m.scope = $scope
ORDER BY m.member_kind = 'company', u.name, m.member;
