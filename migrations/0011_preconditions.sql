-- preconditions
SELECT 1;
