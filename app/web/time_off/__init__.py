"""`/time-off`: days off, and a team's calendar of them."""
