-- An address is one, and no network: how wide a network would be stands outside of the leaf (access_leaf), so that a change of it alone would
-- show nowhere. What is there is not read again for it: the door never wrote another.
ALTER TABLE chaincare.access_entries ADD CONSTRAINT access_entries_address_check
    CHECK (masklen(address) = CASE family(address) WHEN 4 THEN 32 ELSE 128 END) NOT VALID;
