"""The ledger and headcount extracts: read, checked, stored, classified, eliminated."""
