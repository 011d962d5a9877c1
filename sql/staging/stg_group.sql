-- purpose: what one file's staged rows come to, by the unit, day, period and source they print
-- grain:   file, unit_text, date_text, period_text, source_text
-- inputs:  stg_ledger
-- units:   SEK; cost_sek is what stands on accounts of class 4 to 7
-- params:  $file_id
INSERT INTO stg_group
SELECT
    file_id,
    unit_text,
    date_text,
    period_text,
    source,
    min(rowid),
    min(line),
    count(*),
    count(amount_sek),
    count(CASE WHEN amount_sek IS NULL AND amount_text <> '' THEN 1 END),
    count(account),
    min(CASE WHEN account IS NULL THEN rowid END),
    min(CASE WHEN account IS NULL THEN line END),
    sum(amount_sek),
    sum(CAST(abs(amount_sek) AS DECIMAL(38, 2))),
    sum(CASE WHEN account >= '4' AND account < '8' THEN amount_sek ELSE 0 END)
FROM stg_ledger
WHERE file_id = $file_id
GROUP BY file_id, unit_text, date_text, period_text, source;
