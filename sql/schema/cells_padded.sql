-- purpose: what a cell says where cells may have blanks around them
CREATE OR REPLACE TEMP MACRO cell(printed) AS nullif(trim(printed), '');
