-- purpose: how fresh the store is
-- inputs:  act (one row per act), ledger_part (one row per unit, month, source), rule (one row per version and rule)
SELECT
    (SELECT max(done_at) FROM act WHERE act = 'load') AS delivered_at,
    (SELECT max(month) FROM ledger_part) AS last_month,
    (SELECT max(version) FROM rule) AS rule_version;
