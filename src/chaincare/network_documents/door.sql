-- What a client reads of a network's documents: the transparency notices that hold today (AVG 13, 14), by the networks of his cases.
CREATE OR REPLACE FUNCTION chaincare.own_transparency_notices(moment timestamptz) RETURNS TABLE (network_id uuid, network text,
    id uuid, title text, words text, version int, holds_from date, holds_until date, cases uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    today date := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    RETURN QUERY
    SELECT n.id, n.name, d.id, e.title, e.words, e.version, e.holds_from, e.holds_until, own.cases
    FROM chaincare.own_networks() AS own
    JOIN chaincare.networks AS n ON n.id = own.network_id
    JOIN chaincare.network_documents AS d ON d.network_id = n.id AND d.kind = 'transparency_notice'
    JOIN chaincare.network_document_editions AS e ON e.document_id = d.id AND e.version = d.version
    WHERE e.holds_from <= today AND coalesce(e.holds_until >= today, true)
    ORDER BY n.id, d.id DESC LIMIT 200;
END $$;
