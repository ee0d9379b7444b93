"""Team trends: teams over weeks, under the group rules."""
