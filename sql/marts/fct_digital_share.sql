-- purpose: how far digital delivery has come: services by level, cost and volume, and what is new and retired
-- grain:   unit (or municipality, group), year
-- inputs:  fct_service_year (one row per service, year), service (one row per service, start and year),
--          service_volume (one row per service, month, channel and source), dim_member (one row per scope and unit),
--          dim_scope_year (one row per unit, year)
-- units:   numbers of services; SEK; cases; share in per cent
-- A scope with volumes in any year is measured by cases in all years, else by services. A service without a cost that year
-- is on neither side of the weighting. A service that moves between units is neither new nor retired.
CREATE OR REPLACE TABLE fct_digital_share AS
WITH held AS (
    SELECT
        m.scope,
        f.year,
        count(*) AS services,
        count(*) FILTER (f.level = 4) AS digital_services,
        sum(f.gross_cost_sek) AS cost_sek,
        sum(CASE WHEN f.level = 4 THEN f.gross_cost_sek WHEN f.gross_cost_sek IS NOT NULL THEN 0 END) AS digital_cost_sek,
        sum(f.cases) AS service_cases,
        sum(CASE WHEN f.level = 4 THEN f.cases WHEN f.cases IS NOT NULL THEN 0 END) AS digital_service_cases
    FROM dim_member AS m
    JOIN fct_service_year AS f ON m.member = f.unit
    GROUP BY m.scope, f.year
),

life AS (
    SELECT
        service,
        arg_min(unit, valid_from) AS first_unit,
        arg_max(unit, valid_to) AS last_unit,
        min(valid_from) AS first_day,
        max(valid_to) AS last_day
    FROM service
    GROUP BY service
),

begun AS (
    SELECT m.scope, extract(YEAR FROM l.first_day) AS year, count(*) AS services
    FROM dim_member AS m
    JOIN life AS l ON m.member = l.first_unit
    GROUP BY m.scope, extract(YEAR FROM l.first_day)
),

retired AS (
    SELECT m.scope, extract(YEAR FROM l.last_day) AS year, count(*) AS services
    FROM dim_member AS m
    JOIN life AS l ON m.member = l.last_unit
    WHERE l.last_day < DATE '9999-12-31'
    GROUP BY m.scope, extract(YEAR FROM l.last_day)
),

in_january AS (
    SELECT m.scope, s.year, count(DISTINCT v.service) AS services
    FROM dim_member AS m
    JOIN service AS v ON m.member = v.unit
    JOIN dim_scope_year AS s
        ON s.unit = m.scope AND v.valid_from <= make_date(s.year, 1, 1) AND v.valid_to >= make_date(s.year, 1, 1)
    GROUP BY m.scope, s.year
),

volume AS (
    SELECT
        m.scope,
        v.month // 100 AS year,
        count(DISTINCT v.month) AS months,
        sum(v.cases) AS cases,
        sum(CASE WHEN v.channel IN ('digital', 'assisted_digital') THEN v.cases ELSE 0 END) AS digital_cases
    FROM dim_member AS m
    JOIN service_volume AS v ON m.member = v.unit
    GROUP BY m.scope, v.month // 100
),

basis AS (
    SELECT scope, max(has_volumes) = 1 AS has_volumes, max(has_services) = 1 AS has_services
    FROM (
        SELECT scope, 1 AS has_volumes, 0 AS has_services FROM volume
        UNION ALL
        SELECT m.scope, 0 AS has_volumes, 1 AS has_services FROM dim_member AS m JOIN service AS v ON m.member = v.unit
    )
    GROUP BY scope
),

counted AS (
    SELECT
        s.unit,
        s.year,
        CASE WHEN b.has_volumes THEN 'cases' WHEN b.has_services THEN 'services' END AS basis,
        coalesce(b.has_services, FALSE) AS has_services,
        coalesce(h.services, 0) AS services,
        coalesce(h.digital_services, 0) AS digital_services,
        h.cost_sek,
        h.digital_cost_sek,
        h.service_cases,
        h.digital_service_cases,
        coalesce(j.services, 0) AS services_in_january,
        coalesce(n.services, 0) AS new_services,
        coalesce(r.services, 0) AS retired_services,
        v.months AS volume_months,
        v.cases,
        v.digital_cases
    FROM dim_scope_year AS s
    LEFT JOIN basis AS b ON s.unit = b.scope
    LEFT JOIN held AS h ON s.unit = h.scope AND s.year = h.year
    LEFT JOIN in_january AS j ON s.unit = j.scope AND s.year = j.year
    LEFT JOIN begun AS n ON s.unit = n.scope AND s.year = n.year
    LEFT JOIN retired AS r ON s.unit = r.scope AND s.year = r.year
    LEFT JOIN volume AS v ON s.unit = v.scope AND s.year = v.year
)

SELECT
    unit,
    year,
    basis,
    has_services,
    services,
    digital_services,
    CAST(cost_sek AS DECIMAL(18, 2)) AS cost_sek,
    CAST(digital_cost_sek AS DECIMAL(18, 2)) AS digital_cost_sek,
    CAST(service_cases AS DECIMAL(18, 6)) AS service_cases,
    CAST(digital_service_cases AS DECIMAL(18, 6)) AS digital_service_cases,
    services_in_january,
    new_services,
    retired_services,
    volume_months,
    CAST(cases AS DECIMAL(18, 6)) AS cases,
    CAST(digital_cases AS DECIMAL(18, 6)) AS digital_cases,
    CASE basis
        WHEN 'cases' THEN 100 * CAST(digital_cases AS DOUBLE) / nullif(CAST(cases AS DOUBLE), 0)
        WHEN 'services' THEN 100 * CAST(digital_services AS DOUBLE) / nullif(services, 0)
    END AS share_pct
FROM counted;
