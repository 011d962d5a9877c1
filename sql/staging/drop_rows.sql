-- purpose: take rows away that are printed totals or footers
-- inputs:  dropped (offered: row_number)
DELETE FROM stg_ledger WHERE rowid IN (SELECT row_number FROM dropped);
