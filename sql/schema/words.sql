-- purpose: what a cell of text says, without the apostrophe that keeps a spreadsheet from running it (data/formulas.py)
CREATE OR REPLACE TEMP MACRO words(printed) AS
    CASE
        WHEN starts_with(cell(printed), '''')
            AND regexp_matches(
                cell(printed),
                '^''[ \x{a0}\x{2007}\x{2009}\x{202f}\x{feff}"'']*[=+\-@\t\r\n\x00\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]'
            )
            THEN substr(cell(printed), 2)
        ELSE cell(printed)
    END;
