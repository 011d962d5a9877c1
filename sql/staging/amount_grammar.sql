-- purpose: the grammar of one file's amounts, for the macros
-- inputs:  grammar (offered: one row)
SET VARIABLE decimal_mark = (SELECT decimal_mark FROM grammar);
SET VARIABLE amount_pattern = (SELECT amount_pattern FROM grammar);
SET VARIABLE zero_pattern = (SELECT zero_pattern FROM grammar);
SET VARIABLE too_many_decimals = (SELECT too_many_decimals FROM grammar);
SET VARIABLE not_digits = (SELECT not_digits FROM grammar);
