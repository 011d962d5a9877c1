-- purpose: the shapes of one file's amounts, every digit 1-9 as 9, to decide the decimal mark over the whole file
-- inputs:  ledger_shape, src (offered)
SELECT DISTINCT regexp_replace(trim(amount_sek), '[1-9]', '9', 'g') AS shape
FROM (SELECT amount_sek FROM ledger_shape UNION ALL BY NAME SELECT * FROM src)
WHERE contains(amount_sek, ',') OR contains(amount_sek, '.');
