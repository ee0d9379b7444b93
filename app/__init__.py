"""Daily Ops Coach: everything behind the technicians' morning check-in call."""
