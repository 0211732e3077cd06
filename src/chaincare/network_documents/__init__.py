"""What an alliance wrote down: charter points, working groups, coalitions, transparency notices."""
