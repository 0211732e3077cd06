-- The days on which an organisation is closed beside the holidays: what runs with it stands still, and who asks sees it.
ALTER TABLE chaincare.organisations
    ADD COLUMN closing_days date[] NOT NULL DEFAULT '{}' CHECK (cardinality(closing_days) <= 200),
    ADD COLUMN closing_days_version int NOT NULL DEFAULT 1;
GRANT UPDATE (closing_days, closing_days_version) ON chaincare.organisations TO chaincare_app;
