-- purpose: the names under which anything has been done
-- inputs:  act
SELECT DISTINCT actor FROM act ORDER BY actor;
