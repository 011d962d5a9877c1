-- purpose: what a cell says where no cell has blanks around it, as its reader has proved
CREATE OR REPLACE TEMP MACRO cell(printed) AS nullif(printed, '');
