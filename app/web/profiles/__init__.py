"""`/profiles`: the directory, and each person's record in four sections with its history."""
