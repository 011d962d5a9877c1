-- purpose: what is set aside for development, planned and used, in full-time equivalents and SEK
-- grain:   unit (or municipality, group), year
-- inputs:  development (one row per delivered row), fct_cost (one row per unit, month and classification),
--          dim_member (one row per scope and unit), dim_scope_year (one row per unit, year)
-- units:   full-time equivalents; SEK; target 0-1
-- A row of the scope's own wins, column by column, over the sum of its units (registers.md). Used SEK is what the register
-- says, else the unit's own ledger lines of development: K1-K4, their investment and digitalisation. Depreciation is left
-- out, since outlay and depreciation are never added. Lines that carry no activity at all say nothing, which is not 0.
CREATE OR REPLACE TABLE fct_development_year AS
WITH registered AS (
    SELECT
        unit,
        year,
        sum(planned_fte) AS planned_fte,
        sum(used_fte) AS used_fte,
        sum(planned_sek) AS planned_sek,
        sum(used_sek) AS used_sek,
        max(target_share) AS target_share
    FROM development
    GROUP BY unit, year
),

booked AS (
    SELECT
        unit,
        year,
        sum(
            CASE
                WHEN activity = 'development' AND (funding = 'investering' OR nature <> 'depreciation') THEN amount_sek
                ELSE 0
            END
        ) AS development_sek,
        max(CASE WHEN activity IS NOT NULL THEN 1 ELSE 0 END) = 1 AS has_activity
    FROM fct_cost
    WHERE category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it', 'digitalisation')
    GROUP BY unit, year
),

own AS (
    SELECT
        s.unit,
        s.year,
        r.unit IS NOT NULL AS has_row,
        b.unit IS NOT NULL AND NOT b.has_activity AS lacks_activity,
        r.planned_fte,
        r.used_fte,
        r.planned_sek,
        r.used_sek,
        r.target_share,
        coalesce(r.used_sek, CASE WHEN b.has_activity THEN b.development_sek END) AS development_sek
    FROM dim_scope_year AS s
    LEFT JOIN registered AS r ON s.unit = r.unit AND s.year = r.year
    LEFT JOIN booked AS b ON s.unit = b.unit AND s.year = b.year
),

derived AS (
    SELECT
        m.scope,
        o.year,
        bool_or(o.has_row) AS has_row,
        bool_or(o.lacks_activity) AS lacks_activity,
        sum(o.planned_fte) AS planned_fte,
        sum(o.used_fte) AS used_fte,
        sum(o.planned_sek) AS planned_sek,
        sum(o.used_sek) AS used_sek,
        sum(o.development_sek) AS development_sek
    FROM dim_member AS m
    JOIN own AS o ON m.member = o.unit
    WHERE m.scope IN ('municipality', 'group')
    GROUP BY m.scope, o.year
)

SELECT
    o.unit,
    o.year,
    o.has_row OR coalesce(d.has_row, FALSE) AS has_row,
    o.lacks_activity OR coalesce(d.lacks_activity, FALSE) AS lacks_activity,
    coalesce(o.planned_fte, d.planned_fte) AS planned_fte,
    coalesce(o.used_fte, d.used_fte) AS used_fte,
    CAST(coalesce(o.planned_sek, d.planned_sek) AS DECIMAL(18, 2)) AS planned_sek,
    CAST(coalesce(o.used_sek, d.used_sek) AS DECIMAL(18, 2)) AS used_sek,
    o.target_share,
    CAST(coalesce(o.development_sek, d.development_sek) AS DECIMAL(18, 2)) AS development_sek
FROM own AS o
LEFT JOIN derived AS d ON o.unit = d.scope AND o.year = d.year;
