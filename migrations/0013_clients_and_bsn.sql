-- clients_and_bsn
SELECT 1;
