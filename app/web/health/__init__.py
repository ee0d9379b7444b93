"""Is the process up, is everything behind it up, and the counters for Prometheus."""
