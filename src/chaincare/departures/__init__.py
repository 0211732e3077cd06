"""What an organisation that leaves must hand over first."""
