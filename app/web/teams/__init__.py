"""`/teams`: teams, their leads, and the delegates of managers."""
