-- Who takes a case up again and was to leave on a day leaves on that day still: what was arranged goes with his new part.
GRANT UPDATE (from_id) ON chaincare.successions TO chaincare_door;
