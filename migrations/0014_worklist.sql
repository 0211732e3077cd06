-- worklist
SELECT 1;
