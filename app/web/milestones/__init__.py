"""The week as a manager reads it: who needs a word and why, what has changed, who is steady."""
