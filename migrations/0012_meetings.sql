-- meetings
SELECT 1;
