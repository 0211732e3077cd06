-- What each reading of a worklist asks of inventories, and each report of somebody: the lines of a unit of which somebody was not told yet,
-- those it reported today, and who a network needs.
CREATE INDEX inventory_lines_to_inform ON chaincare.inventory_lines (unit_id) WHERE state = 'open' AND told_on IS NULL;
CREATE INDEX inventory_lines_by_day ON chaincare.inventory_lines (unit_id, reported_at);
CREATE INDEX inventory_parties_of_network ON chaincare.inventory_parties (network_id, id);
