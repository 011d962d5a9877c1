-- purpose: the services of a year: those valid on 31 December, with what the register says of that year
-- grain:   service, year
-- inputs:  service (one row per service, start and year), dim_year (one row per year),
--          service_volume (one row per service, month, channel and source)
-- units:   SEK, cases
-- Level, name and unit are those of the row in force that day. Costs are those of the rows of that very year, whichever
-- version of the service they stand under; what no row says is empty. Cases are all of the year's, in all channels.
CREATE OR REPLACE TABLE fct_service_year AS
WITH in_force AS (
    SELECT
        s.service,
        y.year,
        s.unit,
        s.name,
        s.level,
        row_number() OVER (
            PARTITION BY s.service, y.year
            ORDER BY s.valid_from DESC, CASE WHEN s.year = y.year THEN 0 ELSE 1 END, s.file_id DESC, s.line DESC
        ) AS preference
    FROM service AS s
    JOIN dim_year AS y
        ON s.valid_from <= make_date(y.year, 12, 31) AND s.valid_to >= make_date(y.year, 12, 31)
),

cost AS (
    SELECT
        service,
        year,
        sum(gross_cost_sek) AS gross_cost_sek,
        sum(it_cost_sek) AS it_cost_sek,
        sum(development_cost_sek) AS development_cost_sek,
        sum(meeting_sek) AS meeting_sek,
        sum(preparation_sek) AS preparation_sek,
        sum(waste_sek) AS waste_sek
    FROM service
    WHERE year IS NOT NULL
    GROUP BY service, year
),

volume AS (
    SELECT
        service,
        month // 100 AS year,
        count(DISTINCT month) AS months,
        sum(cases) AS cases,
        sum(CASE WHEN channel IN ('digital', 'assisted_digital') THEN cases ELSE 0 END) AS digital_cases
    FROM service_volume
    GROUP BY service, month // 100
)

SELECT
    f.service,
    f.year,
    f.unit,
    f.name,
    f.level,
    c.service IS NOT NULL AS has_cost_row,
    CAST(c.gross_cost_sek AS DECIMAL(18, 2)) AS gross_cost_sek,
    CAST(c.it_cost_sek AS DECIMAL(18, 2)) AS it_cost_sek,
    CAST(c.development_cost_sek AS DECIMAL(18, 2)) AS development_cost_sek,
    CAST(c.meeting_sek AS DECIMAL(18, 2)) AS meeting_sek,
    CAST(c.preparation_sek AS DECIMAL(18, 2)) AS preparation_sek,
    CAST(c.waste_sek AS DECIMAL(18, 2)) AS waste_sek,
    v.months AS volume_months,
    CAST(v.cases AS DECIMAL(18, 6)) AS cases,
    CAST(v.digital_cases AS DECIMAL(18, 6)) AS digital_cases
FROM in_force AS f
LEFT JOIN cost AS c ON f.service = c.service AND f.year = c.year
LEFT JOIN volume AS v ON f.service = v.service AND f.year = v.year
WHERE f.preference = 1;
