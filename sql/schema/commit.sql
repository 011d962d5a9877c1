-- purpose: a change of the store is whole
COMMIT;
