"""What a network agreed with its members: clauses by kind, published in versions that stay, and signed."""
