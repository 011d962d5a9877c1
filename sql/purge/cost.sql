-- purpose: the sums of the years before a given one, as figures read them
-- grain:   unit, month, category, activity, nature, funding, counterparty unit, account class, rule
-- inputs:  fct_cost
-- units:   SEK
-- params:  $before (a year)
SELECT * EXCLUDE (year) FROM fct_cost WHERE year < $before ORDER BY ALL;
