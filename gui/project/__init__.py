"""What is chosen for one project: rules, roster, other projects; and checking again after it."""
