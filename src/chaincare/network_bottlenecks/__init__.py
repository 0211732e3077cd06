"""What the network is told that is missing in its region, in words about nobody, and what it does about it."""
