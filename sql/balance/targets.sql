-- purpose: the desired point of each unit, the municipality and the group on each balance axis: the latest delivered
-- grain:   unit, axis
-- inputs:  balance_target (one row per delivered row)
-- units:   point and band are shares 0-1; without a band only the point itself is desired
WITH ranked AS (
    SELECT
        unit,
        axis,
        point,
        band,
        row_number() OVER (PARTITION BY unit, axis ORDER BY file_id DESC, line DESC) AS preference
    FROM balance_target
)

SELECT unit, axis, CAST(point AS DOUBLE) AS point, CAST(coalesce(band, 0) AS DOUBLE) AS band
FROM ranked
WHERE preference = 1
ORDER BY unit, axis;
