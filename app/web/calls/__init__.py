"""How well the telephone line does its work."""
