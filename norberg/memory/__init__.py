"""What refreshes changed, and whether an id still means what it meant."""
