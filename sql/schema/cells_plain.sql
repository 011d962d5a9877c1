-- purpose: what a cell says where no cell has blanks around it, as its reader has proved: the database reads an empty one as NULL
CREATE OR REPLACE TEMP MACRO cell(printed) AS printed;
