-- consultations
SELECT 1;
