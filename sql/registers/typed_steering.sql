-- purpose: the registers that steering is measured by, with types
-- grain:   one row per delivered row
-- inputs:  register_row (one row per delivered row)
-- units:   SEK, full-time equivalents, hours, shares 0-1; month YYYYMM as an integer
CREATE OR REPLACE TABLE development AS
SELECT
    content ->> '$.unit' AS unit,
    CAST(content ->> '$.year' AS INTEGER) AS year,
    CAST(content ->> '$.planned_fte' AS DECIMAL(18, 6)) AS planned_fte,
    CAST(content ->> '$.used_fte' AS DECIMAL(18, 6)) AS used_fte,
    CAST(content ->> '$.planned_sek' AS DECIMAL(18, 2)) AS planned_sek,
    CAST(content ->> '$.used_sek' AS DECIMAL(18, 2)) AS used_sek,
    CAST(content ->> '$.target_share' AS DECIMAL(18, 6)) AS target_share,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'development';

CREATE OR REPLACE TABLE service AS
SELECT
    content ->> '$.service' AS service,
    content ->> '$.unit' AS unit,
    content ->> '$.name' AS name,
    CAST(content ->> '$.level' AS INTEGER) AS level,
    CAST(content ->> '$.valid_from' AS DATE) AS valid_from,
    coalesce(CAST(content ->> '$.valid_to' AS DATE), DATE '9999-12-31') AS valid_to,
    CAST(content ->> '$.year' AS INTEGER) AS year,
    CAST(content ->> '$.gross_cost_sek' AS DECIMAL(18, 2)) AS gross_cost_sek,
    CAST(content ->> '$.it_cost_sek' AS DECIMAL(18, 2)) AS it_cost_sek,
    CAST(content ->> '$.development_cost_sek' AS DECIMAL(18, 2)) AS development_cost_sek,
    CAST(content ->> '$.meeting_sek' AS DECIMAL(18, 2)) AS meeting_sek,
    CAST(content ->> '$.preparation_sek' AS DECIMAL(18, 2)) AS preparation_sek,
    CAST(content ->> '$.waste_sek' AS DECIMAL(18, 2)) AS waste_sek,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'services';

-- A volume belongs to the unit its service lies with, which the part it is stored under says.
CREATE OR REPLACE TABLE service_volume AS
SELECT
    content ->> '$.service' AS service,
    split_part(part, '|', 1) AS unit,
    CAST(replace(content ->> '$.period', '-', '') AS INTEGER) AS month,
    content ->> '$.channel' AS channel,
    CAST(content ->> '$.cases' AS DECIMAL(18, 6)) AS cases,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'service_volumes';

CREATE OR REPLACE TABLE initiative AS
SELECT
    content ->> '$.initiative' AS initiative,
    content ->> '$.unit' AS unit,
    content ->> '$.name' AS name,
    CAST(content ->> '$.year' AS INTEGER) AS year,
    CAST(content ->> '$.cost_sek' AS DECIMAL(18, 2)) AS cost_sek,
    coalesce(content ->> '$.funding', 'drift') AS funding,
    CAST(content ->> '$.fte' AS DECIMAL(18, 6)) AS fte,
    content ->> '$.orientation' AS orientation,
    content ->> '$.direction' AS direction,
    CAST(content ->> '$.hours' AS DECIMAL(18, 6)) AS hours,
    CAST(content ->> '$.benefit_planned_sek' AS DECIMAL(18, 2)) AS benefit_planned_sek,
    CAST(content ->> '$.benefit_realised_sek' AS DECIMAL(18, 2)) AS benefit_realised_sek,
    CAST(content ->> '$.benefit_reallocated_sek' AS DECIMAL(18, 2)) AS benefit_reallocated_sek,
    CAST(content ->> '$.fte_freed' AS DECIMAL(18, 6)) AS fte_freed,
    CAST(content ->> '$.fte_reallocated' AS DECIMAL(18, 6)) AS fte_reallocated,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'initiatives';

CREATE OR REPLACE TABLE balance_target AS
SELECT
    content ->> '$.unit' AS unit,
    content ->> '$.axis' AS axis,
    CAST(content ->> '$.point' AS DECIMAL(18, 6)) AS point,
    CAST(content ->> '$.band' AS DECIMAL(18, 6)) AS band,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'balance_targets';

CREATE OR REPLACE TABLE measure AS
SELECT
    content ->> '$.measure' AS measure,
    content ->> '$.unit' AS unit,
    content ->> '$.version' AS version,
    content ->> '$.target_version' AS target_version,
    CAST(content ->> '$.valid_from' AS DATE) AS valid_from,
    coalesce(CAST(content ->> '$.valid_to' AS DATE), DATE '9999-12-31') AS valid_to,
    content ->> '$.owner' AS owner,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'measures';

CREATE OR REPLACE TABLE pace_target AS
SELECT
    content ->> '$.unit' AS unit,
    CAST(content ->> '$.year' AS INTEGER) AS year,
    CAST(content ->> '$.target_share' AS DECIMAL(18, 6)) AS target_share,
    CAST(content ->> '$.decided_year' AS INTEGER) AS decided_year,
    content ->> '$.decision' AS decision,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'pace_targets';

CREATE OR REPLACE TABLE backlog AS
SELECT
    content ->> '$.unit' AS unit,
    CAST(replace(content ->> '$.period', '-', '') AS INTEGER) AS month,
    CAST(content ->> '$.demand_hours' AS DECIMAL(18, 6)) AS demand_hours,
    CAST(content ->> '$.supply_hours' AS DECIMAL(18, 6)) AS supply_hours,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'backlog';

CREATE OR REPLACE TABLE asset AS
SELECT
    content ->> '$.asset' AS asset,
    content ->> '$.unit' AS unit,
    CAST(content ->> '$.replacement_sek' AS DECIMAL(18, 2)) AS replacement_sek,
    CAST(content ->> '$.life_years' AS DECIMAL(18, 6)) AS life_years,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'assets';

CREATE OR REPLACE TABLE decision AS
SELECT
    content ->> '$.decision' AS decision,
    content ->> '$.recommendation' AS recommendation,
    content ->> '$.text' AS text,
    content ->> '$.owner' AS owner,
    CAST(content ->> '$.date' AS DATE) AS date,
    content ->> '$.status' AS status,
    content ->> '$.card' AS card,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'decisions';

CREATE OR REPLACE TABLE self_rating AS
SELECT
    content ->> '$.statement' AS statement,
    content ->> '$.unit' AS unit,
    CAST(content ->> '$.date' AS DATE) AS date,
    CAST(content ->> '$.level' AS INTEGER) AS level,
    source,
    file_id,
    line
FROM register_row
WHERE register = 'self_ratings';
