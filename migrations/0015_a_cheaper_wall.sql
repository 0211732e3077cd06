-- a_cheaper_wall
SELECT 1;
