"""Two nyckeltal against each other, a municipality a point; it describes, and says nothing of causes."""
