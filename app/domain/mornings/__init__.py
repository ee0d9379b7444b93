"""Working days and mornings: who is expected when, who is missing, what the morning brief says."""
