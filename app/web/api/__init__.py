"""`/api/v1`: the same data and the same rights as the pages, for programs with a personal token."""
