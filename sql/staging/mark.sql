-- purpose: the decimal mark of the file staged last
SELECT getvariable('decimal_mark') AS decimal_mark;
