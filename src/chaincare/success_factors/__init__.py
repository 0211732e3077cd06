"""The eight success factors of a collaboration plan: the colour that people give, the one that clients give, and what the figures hint at."""
