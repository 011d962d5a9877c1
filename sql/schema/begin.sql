-- purpose: a change of the store begins; until its commit nothing of it is seen
BEGIN TRANSACTION;
