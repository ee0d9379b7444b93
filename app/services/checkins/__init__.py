"""A call from its beginning to its row: what the caller is told, what is saved, how the call ended."""
