"""The life of an alert: raised, taken, handed over, chased, closed, and told to people."""
