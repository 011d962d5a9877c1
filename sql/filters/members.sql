-- purpose: the units that a scope holds
-- inputs:  unit
-- params:  $scope
SELECT unit, kind
FROM unit
WHERE unit = $scope OR $scope = 'group' OR ($scope = 'municipality' AND kind <> 'company')
ORDER BY unit;
