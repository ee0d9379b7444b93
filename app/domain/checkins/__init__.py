"""The check-in: how spoken answers are read, what makes one complete, and the script that asks for them."""
