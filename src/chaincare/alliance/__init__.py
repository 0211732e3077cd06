"""What a network does above its cases, as the winkeliersvereniging: how one comes in, and what belongs to which network."""
