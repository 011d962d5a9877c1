-- purpose: the years of which anything is known, and those that may be asked for beside them
-- inputs:  dim_year
SELECT year, is_dated FROM dim_year ORDER BY year;
