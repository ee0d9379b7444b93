"""The use-cases: the only writers. They take a session and now; they never commit."""
