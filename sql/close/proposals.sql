-- purpose: the months that somebody has proposed to close and nobody has closed or opened since
-- grain:   unit, period
-- inputs:  act, closed_period (one row per unit, month)
SELECT unit, CAST(replace(period, '-', '') AS INTEGER) AS month, actor, is_verified, done_at, content
FROM (
    SELECT
        actor,
        is_verified,
        done_at,
        act,
        detail ->> '$.unit' AS unit,
        detail ->> '$.period' AS period,
        detail ->> '$.content' AS content,
        row_number() OVER (PARTITION BY detail ->> '$.unit', detail ->> '$.period' ORDER BY act_id DESC) AS place
    FROM act
    WHERE act IN ('close_proposed', 'close', 'reopen')
) AS last
WHERE act = 'close_proposed' AND place = 1
    AND (unit, CAST(replace(period, '-', '') AS INTEGER)) NOT IN (SELECT (unit, month) FROM closed_period)
ORDER BY unit, period;
