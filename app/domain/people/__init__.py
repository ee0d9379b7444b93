"""People in the directory, as values: what is recorded of them, from which day, and what is wrong with it."""
