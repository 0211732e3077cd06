-- Filled by what it is named after.
SELECT 1;
