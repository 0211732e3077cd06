-- regie_laid_down
SELECT 1;
