-- purpose: the turnover that years before a given one were closed with
-- inputs:  closed_turnover
-- params:  $before (a year)
SELECT * FROM closed_turnover WHERE year < $before;
