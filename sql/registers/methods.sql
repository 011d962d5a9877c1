-- purpose: by which measuring methods the employed staff of each year is counted, where the rows say it
-- grain:   year, method
-- inputs:  register_row (one row per delivered row)
-- Local roles and consultants are left out: an estimate of time and invoiced hours are of their own kind.
SELECT DISTINCT
    CAST(substr(content ->> '$.period', 1, 4) AS INTEGER) AS year,
    lower(trim(content ->> '$.method')) AS method
FROM register_row
WHERE register = 'headcount'
    AND content ->> '$.resource_class' IN ('permanent', 'fixed_term')
    AND content ->> '$.role' IN ('it', 'digitalisation', 'other')
    AND trim(content ->> '$.method') <> ''
ORDER BY ALL;
