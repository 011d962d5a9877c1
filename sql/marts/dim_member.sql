-- purpose: the units that each unit, the municipality and the group hold
-- grain:   scope, member
-- inputs:  unit (one row per unit)
CREATE OR REPLACE TABLE dim_member AS
SELECT unit AS scope, kind AS scope_kind, unit AS member, kind AS member_kind FROM unit
UNION ALL
SELECT 'municipality', 'municipality', unit, kind FROM unit WHERE kind <> 'company'
UNION ALL
SELECT 'group', 'group', unit, kind FROM unit;
