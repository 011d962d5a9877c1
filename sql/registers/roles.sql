-- purpose: which titles are which roles
-- inputs:  role
SELECT pattern, role, time_share FROM role;
