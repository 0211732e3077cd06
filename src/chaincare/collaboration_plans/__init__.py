"""What a network plans for a target group: eight questions, answered from eight roles, and adopted."""
