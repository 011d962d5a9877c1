-- purpose: make room for the constants of this build
DELETE FROM parameter;
