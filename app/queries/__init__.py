"""Every non-trivial read; frozen rows out, nothing here writes."""
