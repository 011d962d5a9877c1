-- purpose: the staff of one unit, the municipality or the group by role and how it is engaged, year by year
-- grain:   year, role group, resource class
-- inputs:  fct_staff_class (one row per unit, year, role group and class)
-- units:   full-time equivalents; shared_fte = fte x time share
-- params:  $unit
SELECT year, role_group, resource_class, fte, shared_fte
FROM fct_staff_class
WHERE unit = $unit
ORDER BY year, role_group, resource_class;
