-- purpose: the headcount that years before a given one were closed with
-- inputs:  closed_headcount
-- params:  $before (a year)
SELECT * FROM closed_headcount WHERE year < $before;
