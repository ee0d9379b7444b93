"""`/hr`: the first page of HR."""
