"""The alert inbox: who has what, what became of it, and everything that happened in between."""
