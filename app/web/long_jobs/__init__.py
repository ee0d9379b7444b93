"""Long work as pages: how far it is, what came of it, and the list of all of it."""
