-- purpose: what a cell of text says where no cell holds an apostrophe, as its reader has proved
CREATE OR REPLACE TEMP MACRO words(printed) AS cell(printed);
