-- purpose: the years of which anything is known
-- inputs:  fct_unit_year
SELECT DISTINCT year FROM fct_unit_year ORDER BY year;
