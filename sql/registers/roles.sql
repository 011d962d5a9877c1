-- purpose: which titles are which roles
SELECT pattern, role, time_share FROM role;
